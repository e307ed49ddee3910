import type { LabelAnalysis } from "@/core/emergence/analysis";
import type { EmergenceReport } from "@/core/emergence/emergence-report";
import { TESTS } from "./claim-parts";
import type { Look } from "./figures/looks";
import { nameOf, ratioGap } from "./words";
import type { Words } from "./words";

/** A label at a later checkpoint against the first, as the table shows it. */
export interface ComparisonLine {
  readonly key: string;
  readonly label: string;
  readonly checkpoint: string;
  readonly difference: number | null;
  readonly ratio: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Why there is no ratio; "" where there is one. */
  readonly ratioGap: string;
  readonly test: string;
  readonly prompts: number;
  readonly p: number | null;
  readonly adjusted: number | null;
  /** Shown to differ: adjusted over all comparisons, and not by length alone. */
  readonly shown: boolean;
}

/** Every label at every later checkpoint, in the order of the labels. */
export const comparisonLines = ({ analysis }: EmergenceReport, looks: readonly Look[], t: Words): ComparisonLine[] => analysis.labels.flatMap(({ label, comparisons, perThousandTokens }) => comparisons.map((each, i): ComparisonLine => {
  const { checkpoint, comparison: { adjusted, paired }, adjustedP } = each;
  return {
    key: `${label} ${checkpoint.t}`, label: nameOf(label, looks), checkpoint: checkpoint.name, difference: minus(perThousandTokens[i + 1]?.estimate, perThousandTokens[0]?.estimate), ratio: adjusted.ratio, low: adjusted.low, high: adjusted.high,
    ratioGap: adjusted.ratio === null ? t("undefinedSince", { reason: ratioGap(adjusted.reason, t) }) : "", test: t(`card.${TESTS[paired.test]}`), prompts: paired.prompts, p: paired.p, adjusted: adjustedP, shown: isShown(each),
  };
}));

const isShown = ({ adjustedP, comparison: { adjusted } }: LabelAnalysis["comparisons"][number]): boolean => adjustedP !== null && adjustedP < 0.05 && adjusted.low !== null && adjusted.high !== null && (adjusted.low > 1 || adjusted.high < 1);

const minus = (a: number | null | undefined, b: number | null | undefined): number | null => (a == null || b == null ? null : a - b);
