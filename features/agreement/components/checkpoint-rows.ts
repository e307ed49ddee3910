import { MEASURES, UNIT_MEASURES } from "@/core/agreement/measures";
import type { AgreementAnswer } from "../schema";

/** Every coefficient that has a value at each checkpoint. */
const COEFFICIENTS = [...MEASURES, ...UNIT_MEASURES, "attributeAlpha", "relationF1", "gamma"] as const;
export type CheckpointCoefficient = (typeof COEFFICIENTS)[number];

type Estimate = AgreementAnswer["units"][number]["alphaU"];
type Difference = NonNullable<AgreementAnswer["checkpoints"][number]["rows"][number]["differences"]>["alphaU"];

/** A label, an attribute of a label, or a relation, at every checkpoint. */
export interface CheckpointRow {
  readonly label: string | null;
  readonly attribute?: string;
  readonly relation?: string;
  /** `n` where it differs from row to row; no difference at the first. */
  readonly cells: readonly { readonly estimate: Estimate; readonly difference: Difference | null; readonly n?: number }[];
}

/** Those that the answer has: no attributes or relations where nobody gave any, γ when it was asked for. */
export const coefficientsOf = (answer: AgreementAnswer): CheckpointCoefficient[] => COEFFICIENTS.filter((coefficient) => checkpointRows(answer, coefficient).length > 0);

/** The rows of one coefficient; labels as the panel has them, all together last. */
export function checkpointRows({ checkpoints, gamma }: AgreementAnswer, coefficient: CheckpointCoefficient): CheckpointRow[] {
  const [reference] = checkpoints;
  if (!reference) return [];
  switch (coefficient) {
    case "attributeAlpha":
      return reference.attributes.map(({ label, attribute }, row) => ({ label, attribute, cells: checkpoints.map(({ attributes }) => ({ estimate: attributes[row]!.alpha, difference: attributes[row]!.differences?.alpha ?? null, n: attributes[row]!.n })) }));
    case "relationF1":
      return reference.relations.map(({ type }, row) => ({ label: null, relation: type, cells: checkpoints.map(({ relations }) => ({ estimate: relations[row]!.f1, difference: relations[row]!.differences?.f1 ?? null })) }));
    case "gamma":
      return gamma && gamma.checkpoints.length > 0 ? [{ label: null, cells: checkpoints.map(({ checkpoint }) => {
        const found = gamma.checkpoints.find((one) => one.checkpoint === checkpoint);
        return { estimate: found?.gamma ?? NOTHING_MARKED, difference: found?.differences?.gamma ?? null };
      }) }] : [];
    default:
      return reference.rows
        .map(({ label }, row) => ({ label, cells: checkpoints.map(({ rows }) => ({ estimate: rows[row]![coefficient], difference: rows[row]!.differences?.[coefficient] ?? null })) }))
        .sort((a, b) => Number(a.label === null) - Number(b.label === null));
  }
}

/** γ has no texts at a checkpoint at which nobody marked anything. */
const NOTHING_MARKED: Estimate = { value: null, low: null, high: null, reason: "no spans on either side" };
