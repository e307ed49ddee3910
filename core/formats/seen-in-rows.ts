import { excludedRanges } from "./excluded-ranges";
import { wholeGeneration } from "./import-plan";
import type { Exclusions } from "./import-plan";
import type { Said } from "./said";
import { said } from "./said";
import type { ReadRow } from "./trace-record";

const SIGNS = [["seen-echo", { promptEcho: "exact" }], ["seen-empty-thinking", { emptyThink: true }], ["seen-repeats", { repeat: true }], ["seen-loops", { loop: true }]] as const satisfies readonly (readonly [string, Partial<Exclusions>])[];

/** What the rows that a dry run has read show of the generation, whatever their format: an echo of the prompt, an empty thinking, verbatim repeats and loops, each with the number of rows. Each is looked for with what would exclude it. */
export function seenInRows(rows: readonly ReadRow[]): readonly Said[] {
  const records = rows.flatMap((row) => (row.kind === "record" ? [row.record] : []));
  return SIGNS.flatMap(([code, one]) => {
    const choice = { ...wholeGeneration, exclude: { ...wholeGeneration.exclude, ...one } };
    const count = records.filter((record) => excludedRanges(record, choice).length > 0).length;
    return count > 0 ? [said(code, { count, total: records.length })] : [];
  });
}

/** What detection told and what the rows show, each sign once: detection has judged the texts before the plan cut them. */
export const withSeen = (told: readonly Said[], seen: readonly Said[]): readonly Said[] => [...told, ...seen.filter(({ code }) => !told.some((reason) => reason.code === code))];
