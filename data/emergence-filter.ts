/** Which traces of a model are looked at; all that are given must hold. */
export interface EmergenceFilter {
  readonly checkpoints?: readonly string[] | undefined;
  /** Training seeds: which runs of the model. */
  readonly seeds?: readonly number[] | undefined;
  readonly correct?: boolean | undefined;
  readonly truncated?: boolean | undefined;
  readonly languages?: readonly string[] | undefined;
  readonly datasets?: readonly string[] | undefined;
  /** Code points of the chain of thought. */
  readonly minLength?: number | undefined;
  readonly maxLength?: number | undefined;
}

export const isFiltered = (filter: EmergenceFilter): boolean => Object.values(filter).some((value) => value !== undefined);

/** Conditions on `t` (trace) and `r` (run) with the parameters from `$first` on. */
export const emergenceFilterSql = (first: number): string => {
  const at = (i: number, type: string) => `$${first + i}::${type}`;
  return `(${at(0, "text[]")} IS NULL OR r."checkpoint" = ANY ($${first})) AND (${at(1, "int[]")} IS NULL OR r."training_seed" = ANY ($${first + 1}))
   AND (${at(2, "boolean")} IS NULL OR t."correct" = $${first + 2}) AND (${at(3, "boolean")} IS NULL OR t."truncated" = $${first + 3})
   AND (${at(4, "text[]")} IS NULL OR t."language" = ANY ($${first + 4})) AND (${at(5, "text[]")} IS NULL OR t."dataset" = ANY ($${first + 5}))
   AND (${at(6, "int")} IS NULL OR t."cot_length" >= $${first + 6}) AND (${at(7, "int")} IS NULL OR t."cot_length" <= $${first + 7})`;
};

export const emergenceFilterParameters = ({ checkpoints, seeds, correct, truncated, languages, datasets, minLength, maxLength }: EmergenceFilter): unknown[] =>
  [checkpoints ?? null, seeds ?? null, correct ?? null, truncated ?? null, languages ?? null, datasets ?? null, minLength ?? null, maxLength ?? null];
