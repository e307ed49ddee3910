import { type RefObject, useLayoutEffect, useRef, useState } from "react";

/** How many of a row's children fit into the row when the rest stands behind a button of `reserve` pixels: all of them, or as many as leave room for it.
 *  The children are measured once, while all are shown; those that do not fit must then be hidden by the caller. */
export function useFitting(row: RefObject<HTMLElement | null>, count: number, reserve: number): number {
  const [fitting, setFitting] = useState(count);
  const measured = useRef<readonly number[]>([]);
  useLayoutEffect(() => {
    const node = row.current;
    if (!node) return;
    const left = node.getBoundingClientRect().left;
    if (measured.current.length !== count) measured.current = [...node.children].slice(0, count).map((child) => child.getBoundingClientRect().right - left);
    const ends = measured.current;
    const fit = () => {
      const width = node.clientWidth;
      setFitting((ends.at(-1) ?? 0) <= width ? count : ends.filter((end) => end <= width - reserve).length);
    };
    const watch = new ResizeObserver(fit);
    watch.observe(node);
    fit();
    return () => watch.disconnect();
  }, [row, count, reserve]);
  return fitting;
}
