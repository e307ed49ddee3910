/** What the consistency checks of a codebook look for. */
export const CHECK_KINDS = [
  "relation-missing", "relation-too-many", "relation-not-applicable", "target-later", "cycle", "problem-without-error", "correction-without-value",
  "same-label-crossing", "label-too-many", "whitespace-only", "attribute-missing", "attribute-not-applicable", "question-missing", "nothing-said", "empty-with-spans",
] as const;
export type CheckKind = (typeof CHECK_KINDS)[number];

export const isCheckKind = (kind: string): kind is CheckKind => (CHECK_KINDS as readonly string[]).includes(kind);

/** One thing that a check found. `key` and `params` name an interface message (`checks.<key>`); params hold codebook keys and ids, never prose. */
export interface Finding {
  readonly kind: CheckKind;
  readonly severity: "warn" | "block";
  readonly key: CheckKind;
  readonly params: Readonly<Record<string, string | number>>;
  readonly spanId?: string;
  readonly relationId?: string;
  readonly question?: string;
}
