import type { ExcludedRange } from "@/core/formats/trace-record";
import { offsetMap, sliceRange } from "@/core/text/offset";
import type { CodePoint } from "@/core/text/offset";
import { codePoint } from "@/core/text/offset";
import { countTokens } from "@/core/text/tokens";
import { setTokens, uncountedTraces } from "@/data/trace-tokens";
import type { JobHandler } from "./job-context";
import { Breather } from "./job-context";

const BATCH = 16;

/** Counts the tokens of a project's traces that have none yet: of the CoT, excluded ranges left out. */
export const countTokensOfTraces: JobHandler = async ({ db, job, step }) => {
  if (job.projectId === null) throw new Error("a count-tokens job needs a project");
  const breather = new Breather();
  let counted = 0;
  let last = "";
  for (;;) {
    const traces = await uncountedTraces(db, job.projectId, last, BATCH);
    if (traces.length === 0) return;
    last = traces.at(-1)?.id ?? last;
    const tokens: { readonly id: string; readonly tokens: number }[] = [];
    for (const { id, cot, excluded } of traces) {
      tokens.push({ id, tokens: keptParts(cot, excluded).reduce((sum, part) => sum + countTokens(part), 0) });
      await breather.pause();
    }
    await setTokens(db, job.projectId, tokens);
    counted += traces.length;
    step({ counted });
  }
};

/** The CoT without its excluded ranges, as the parts between them. */
export function keptParts(cot: string, excluded: readonly ExcludedRange[]): string[] {
  const ranges = excluded.filter(({ field }) => field === "cot").toSorted((a, b) => a.start - b.start);
  if (ranges.length === 0) return [cot];
  const map = offsetMap(cot);
  const parts: string[] = [];
  let from: CodePoint = codePoint(0);
  for (const { start, end } of ranges) {
    if (start > from) parts.push(sliceRange(map, { start: from, end: start }));
    if (end > from) from = end;
  }
  if (from < map.length) parts.push(sliceRange(map, { start: from, end: map.length }));
  return parts;
}
