import { resampled } from "../agreement/resampled-estimates";
import type { Coefficient } from "../agreement/resampled-estimates";
import { matchSpans } from "../agreement/span-match";
import { wilsonInterval } from "../statistics/proportion-interval";
import type { Interval } from "../statistics/proportion-interval";
import type { MarkedTrace } from "./mark-trace";

/** Precision, recall and F1 of a detector at one checkpoint, with intervals over prompts; null where there is nothing to divide by. */
export interface DetectorQuality {
  readonly precision: Interval | null;
  readonly recall: Interval | null;
  readonly f1: Interval | null;
}

export interface QualityAtCheckpoint {
  /** Spans of people and of the detector, matched one to one where they overlap. */
  readonly overlap: DetectorQuality;
  /** Steps that people read. */
  readonly steps: DetectorQuality & { readonly sensitivity: Interval | null; readonly specificity: Interval | null };
}

const AT = { spanTp: 0, spanFp: 1, spanFn: 2, tp: 3, fp: 4, fn: 5, tn: 6, size: 7 } as const;

/** Per prompt: counts weighted by 1/π of the human-read traces, and as they were seen. */
interface Counts { readonly weighted: Float64Array; readonly seen: Float64Array }

/** How well a detector finds one label at one checkpoint, weighted by 1/π where people read an unequal sample. Prompts are resampled with all their traces; where every resample says the same (all right, all wrong) the limits are Wilson's.
 *  @param pairs what people and the detector say of the same traces */
export function qualityOf(pairs: readonly (readonly [human: MarkedTrace, automatic: MarkedTrace])[], label: string, { resamples, seed }: { resamples: number; seed: number }): QualityAtCheckpoint {
  const perPrompt = new Map<string, Counts>();
  for (const [human, automatic] of pairs) {
    const counts = perPrompt.get(human.prompt) ?? { weighted: new Float64Array(AT.size), seen: new Float64Array(AT.size) };
    perPrompt.set(human.prompt, counts);
    for (const [at, count] of countsOf(human, automatic, label).entries()) { counts.seen[at]! += count; counts.weighted[at]! += human.weight * count; }
  }
  const found = resampled([...perPrompt.values()].map(({ weighted }) => weighted), {
    spanPrecision: share([AT.spanTp], [AT.spanTp, AT.spanFp]), spanRecall: share([AT.spanTp], [AT.spanTp, AT.spanFn]), spanF1: share([AT.spanTp, AT.spanTp], [AT.spanTp, AT.spanTp, AT.spanFp, AT.spanFn]),
    precision: share([AT.tp], [AT.tp, AT.fp]), sensitivity: share([AT.tp], [AT.tp, AT.fn]), f1: share([AT.tp, AT.tp], [AT.tp, AT.tp, AT.fp, AT.fn]), specificity: share([AT.tn], [AT.tn, AT.fp]),
  }, { resamples, seed });
  const total = (keys: readonly number[]) => [...perPrompt.values()].reduce((sum, counts) => sum + keys.reduce((each, key) => each + counts.seen[key]!, 0), 0);
  const interval = (key: keyof typeof found, of: readonly number[]): Interval | null => {
    const { value, low, high } = found[key].estimate;
    if (value === null) return null;
    if (low !== null && high !== null && high > low) return { estimate: value, low, high };
    const n = total(of);
    return { ...wilsonInterval(Math.round(value * n), n)!, estimate: value };
  };
  const sensitivity = interval("sensitivity", [AT.tp, AT.fn]);
  return {
    overlap: { precision: interval("spanPrecision", [AT.spanTp, AT.spanFp]), recall: interval("spanRecall", [AT.spanTp, AT.spanFn]), f1: interval("spanF1", [AT.spanTp, AT.spanFp, AT.spanFn]) },
    steps: { precision: interval("precision", [AT.tp, AT.fp]), recall: sensitivity, sensitivity, f1: interval("f1", [AT.tp, AT.fp, AT.fn]), specificity: interval("specificity", [AT.tn, AT.fp]) },
  };
}

const share = (hits: readonly number[], of: readonly number[]): Coefficient => (counts) => {
  const sum = (keys: readonly number[]) => keys.reduce((total, key) => total + counts[key]!, 0);
  return { value: sum(of) > 0 ? sum(hits) / sum(of) : null };
};

function countsOf(human: MarkedTrace, automatic: MarkedTrace, label: string): Float64Array {
  const counts = new Float64Array(AT.size);
  const spansOf = (trace: MarkedTrace) => (trace.ranges[label] ?? []).map(([start, end]) => ({ doc: "", label, start, end }));
  const { tp, fp, fn } = matchSpans(spansOf(human), spansOf(automatic), { match: "overlap", labelled: true });
  [counts[AT.spanTp], counts[AT.spanFp], counts[AT.spanFn]] = [tp, fp, fn];
  const [truth, hit] = [new Set(human.positiveSteps[label]), new Set(automatic.positiveSteps[label])];
  for (const step of human.openSteps) counts[truth.has(step) ? (hit.has(step) ? AT.tp : AT.fn) : hit.has(step) ? AT.fp : AT.tn]!++;
  return counts;
}
