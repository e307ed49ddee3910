import type { Codebook } from "@/core/codebook/codebook";
import type { MigrationStep } from "@/core/codebook/migration-plan";

/** A change from the current version to the draft as the plan's route answers it. */
export interface PlannedChange {
  readonly kind: string;
  readonly label?: string;
  readonly attribute?: string;
  readonly value?: string;
  readonly relation?: string;
  readonly question?: string;
  /** Annotations in which the label stands; null for relations and questions. */
  readonly annotations: number | null;
  readonly needsDecision: boolean;
}

/** The part of the old codebook that a change is about, as a migration step names it. */
export function partOf({ label, attribute, value, relation, question }: PlannedChange): MigrationStep["part"] | null {
  if (relation !== undefined) return { relation };
  if (question !== undefined) return { question };
  if (label === undefined) return null;
  return { label, ...(attribute === undefined ? {} : { attribute }), ...(value === undefined ? {} : { value }) };
}

/** Keys of the draft to which the part may be renamed: its own kind, within the same label for attributes and values. */
export function targetsOf({ label, attribute, value, relation, question }: PlannedChange, draft: Codebook): readonly string[] {
  if (relation !== undefined) return draft.relations.map(({ key }) => key);
  if (question !== undefined) return draft.questions.map(({ key }) => key);
  if (attribute === undefined) return draft.labels.map(({ key }) => key);
  const attributes = draft.labels.find(({ key }) => key === label)?.attributes ?? [];
  return value === undefined ? attributes.map(({ key }) => key) : attributes.find(({ key }) => key === attribute)?.values.map((one) => one.value) ?? [];
}
