"use client";
import { PanelLeft } from "lucide-react";
import { useTranslations } from "next-intl";
import { memo, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { emptyAnnotation, type Annotation } from "@/core/annotation/annotation";
import { reasoningMap } from "@/core/annotation/reasoning-map";
import { codePoint, toCodePoint, toUtf16, utf16 } from "@/core/text/offset";
import type { Field } from "@/core/annotation/span";
import { shortened } from "@/core/text/shortened";
import { IconButton } from "@/ui/icon-button";
import { paragraphAt } from "../surface/document";
import { MapLane } from "./map-lane";
import { mapShapes, type MapShapes } from "./map-shapes";
import { finished, useIdleWork } from "./use-idle-work";
import { labelOf, useBench, useReadBlocks, useSession } from "./use-bench";
import { usePainted } from "./use-painted";

const ROW = 25;
/** px a step, by length: so much a character, with a floor that can still be hit; lower than `named`, only the current one has its words, since they would lie over one another. */
const BY_LENGTH = { perCharacter: 0.06, least: 9, named: 16 };

interface Row {
  readonly key: string;
  readonly field: Field;
  readonly step: number | null;
  readonly from: number;
  readonly to: number;
}

/** The steps with the reasoning map as their lane; folded, the map alone stays. Only rows in view are in the page: a trace may have thousands. */
export const StepsOutline = memo(function StepsOutline({ folded, onFold }: { readonly folded: boolean | "auto"; readonly onFold: () => void }) {
  const t = useTranslations("workbench");
  const bench = useBench();
  const { doc, session } = bench;
  const [byLength, setByLength] = useState(false);
  const [seen, setSeen] = useState({ top: 0, height: 700 });
  const scroller = useRef<HTMLDivElement>(null);
  const current = useSession((state) => rowOfCursor(bench, state.cursor));
  const read = useReadBlocks();
  const painted = usePainted();

  const rows = useMemo(() => outlineRows(bench), [bench]);
  const tops = useMemo(() => {
    let top = 0;
    return rows.map((row) => { const at = top; top += byLength && row.step !== null ? Math.max(BY_LENGTH.least, (row.to - row.from) * BY_LENGTH.perCharacter) : ROW; return at; }).concat(top);
  }, [rows, byLength]);
  const shapes = useShapes(bench);
  const onNode = useCallback((span: string) => bench.view?.goTo(span), [bench]);
  const unread = useMemo(() => new Set(bench.tracker.blocks.flatMap((block, index) => (read.has(index) ? [] : [block.paragraph]))), [read, bench]);

  const first = Math.max(0, lastAtOrBefore(tops, seen.top) - 12);
  const last = Math.min(rows.length - 1, lastAtOrBefore(tops, seen.top + seen.height) + 12);
  const height = tops.at(-1) ?? 0;

  useEffect(() => {
    const element = scroller.current;
    if (!element || current === null) return;
    const [top, bottom] = [tops[current] ?? 0, tops[current + 1] ?? 0];
    if (top < element.scrollTop + ROW) element.scrollTop = top - ROW * 2;
    else if (bottom > element.scrollTop + element.clientHeight - ROW) element.scrollTop = bottom - element.clientHeight + ROW * 3;
  }, [current, tops]);
  useEffect(() => {
    const element = scroller.current!;
    const measure = (): void => setSeen({ top: element.scrollTop, height: element.clientHeight });
    const resized = new ResizeObserver(measure);
    resized.observe(element);
    return () => resized.disconnect();
  }, []);

  const go = (row: Row): void => {
    const at = toCodePoint(doc.fields[row.field].map, utf16(row.from));
    session.set({ cursor: { field: row.field, anchor: at, focus: at }, selected: null, mode: { kind: "reading" } });
    bench.view?.reveal(row.field, at);
    bench.view?.focus();
  };

  return (
    <nav className="wb-outline" aria-label={t("stepsAndMap")} data-folded={folded}>
      <div className="wb-outline-head">
        <h2>{t("steps")}</h2>
        <span className="wb-switch">
          <button type="button" aria-pressed={!byLength} onClick={() => setByLength(false)}>{t("even")}</button>
          <button type="button" aria-pressed={byLength} onClick={() => setByLength(true)}>{t("byLength")}</button>
        </span>
        <IconButton label={t(folded === true ? "unfoldSteps" : folded === "auto" ? "toggleSteps" : "foldSteps")} icon={<PanelLeft size={15} />} {...(folded === "auto" ? {} : { pressed: folded })} onClick={onFold} />
      </div>
      <div ref={scroller} className="wb-outline-scroll" onScroll={(event) => setSeen({ top: event.currentTarget.scrollTop, height: event.currentTarget.clientHeight })}>
        <div style={{ height, position: "relative" }}>
          {painted && <ol>
            {rows.slice(first, last + 1).map((row, k) => {
              const index = first + k;
              return (
                <li key={row.key} style={{ top: tops[index], height: (tops[index + 1] ?? 0) - (tops[index] ?? 0) }} data-current={index === current} data-unread={unread.has(index)} data-field={row.step === null} data-low={(tops[index + 1] ?? 0) - (tops[index] ?? 0) < BY_LENGTH.named}>
                  <button type="button" tabIndex={index === (current ?? 0) ? 0 : -1} aria-current={index === current ? "step" : undefined} onClick={() => go(row)}
                    onKeyDown={(event) => {
                      const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
                      const next = rows[index + step];
                      if (step !== 0 && next) { event.preventDefault(); go(next); }
                    }}>
                    <span className="no">{row.step}</span> <span className="gi">{row.step === null ? t(`field.${row.field}`) : gistOf(doc.fields.cot.map.text, row)}</span>
                  </button>
                </li>
              );
            })}
          </ol>}
          {painted && <MapLane shapes={shapes} tops={tops} from={first - 1} to={last} onNode={onNode} />}
        </div>
      </div>
    </nav>
  );
});

/** The reasoning map, worked out when the reader pauses; with few spans it is there with the page. */
function useShapes(bench: ReturnType<typeof useBench>): MapShapes {
  const { doc, session: { opened } } = bench;
  const stepEnds = useMemo(() => doc.fields.cot.paragraphs.map(({ to }) => toCodePoint(doc.fields.cot.map, to)), [doc]);
  const draw = useCallback(function* (annotation: Annotation): Generator<unknown, MapShapes> {
    const map = reasoningMap(annotation, stepEnds);
    yield;
    return mapShapes(map, (label) => labelOf(bench, label)?.colour ?? "candidate");
  }, [bench, stepEnds]);
  return useIdleWork(useSession(({ annotation }) => annotation), 200, () => finished(draw(opened.annotation.spans.size <= 300 ? opened.annotation : emptyAnnotation)), draw);
}

/** Index of the last of ascending numbers that is not above a value; 0 when all are. */
function lastAtOrBefore(ascending: readonly number[], value: number): number {
  let low = 0;
  let high = ascending.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (ascending[middle]! <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Prompt, steps, answer: one row each. */
function outlineRows({ doc }: ReturnType<typeof useBench>): readonly Row[] {
  const whole = (field: Field): Row => ({ key: field, field, step: null, from: 0, to: doc.fields[field].map.text.length });
  return [whole("prompt"), ...doc.fields.cot.paragraphs.map(({ step, from, to }): Row => ({ key: String(step), field: "cot", step, from, to })), whole("answer")];
}

/** The beginning of a step, cut by the layout. */
const gistOf = (text: string, { from, to }: Row): string => shortened(text.slice(from, Math.min(to, from + 400)).replace(/\s+/g, " ").trim());

function rowOfCursor({ doc }: ReturnType<typeof useBench>, cursor: { readonly field: Field; readonly focus: ReturnType<typeof codePoint> } | null): number | null {
  if (!cursor) return null;
  const { length } = doc.fields.cot.paragraphs;
  if (cursor.field !== "cot") return cursor.field === "prompt" ? 0 : length + 1;
  const text = doc.fields.cot;
  return paragraphAt(text, toUtf16(text.map, cursor.focus))?.step ?? null;
}
