import { z } from "zod";
import type { Steps } from "../agreement/span-alpha";
import { Name } from "./name";

const Range = z.union([
  z.tuple([z.int().nonnegative(), z.int().positive()]).transform(([start, end]) => ({ start, end })),
  z.object({ start: z.int().nonnegative(), end: z.int().positive() }),
]);

/** Steps of one document: where each ends, where the text is cut (from 0 on), or each as [start, end) or {start, end}. */
export const StepList = z.union([z.array(z.int().nonnegative()), z.array(Range)]);

/** Steps of several documents in one list. */
export const StepsByName = z.array(z.object({ doc: Name, start: z.int().nonnegative(), end: z.int().positive() })).transform((steps): Record<string, z.output<typeof StepList>> => {
  const lists = new Map<string, { start: number; end: number }[]>();
  for (const { doc, start, end } of steps) lists.set(doc, [...(lists.get(doc) ?? []), { start, end }]);
  return Object.fromEntries(lists);
});

/** The same as ends of a tiled text; what lies between ranges belongs to no step.
 *  @throws RangeError on steps that overlap or do not ascend */
export function stepsOf(list: z.output<typeof StepList>, length: number): Steps {
  const ranges = list.map((step, i) => (typeof step === "number" ? { start: i === 0 ? 0 : (list[i - 1] as number), end: step } : step));
  if (list[0] === 0) {
    ranges.shift();
    if (list.at(-1) !== length) ranges.push({ start: list.at(-1) as number, end: length });
  }
  const [ends, gaps]: [number[], Set<number>] = [[], new Set()];
  const close = (end: number) => { gaps.add(ends.length); ends.push(end); };
  if (list.some((step) => typeof step !== "number")) ranges.sort((a, b) => a.start - b.start);
  for (const { start, end } of ranges) {
    const before = ends.at(-1) ?? 0;
    if (start < before || end <= start) throw new RangeError(`the step [${start}, ${end}) overlaps another or is empty`);
    if (start > before) close(start);
    ends.push(end);
  }
  const last = ends.at(-1) ?? 0;
  if (last < length && typeof list[0] !== "number") close(length);
  return { ends, gaps };
}
