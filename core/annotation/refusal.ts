import type { CheckKind } from "./finding";
import type { OperationType } from "./operation";
import type { Field } from "./span";

/** Why an operation cannot be applied to what is held. Every refusal names the operation. */
export type Refusal = { readonly opId: string; readonly type: OperationType } & RefusalReason;

export type RefusalReason =
  | { readonly kind: "invalid-id"; readonly id: string }
  | { readonly kind: "duplicate-id"; readonly id: string }
  | { readonly kind: "unknown-span"; readonly id: string }
  | { readonly kind: "unknown-relation"; readonly id: string }
  | { readonly kind: "unknown-label"; readonly label: string }
  | { readonly kind: "label-not-on-field"; readonly label: string; readonly field: Field }
  | { readonly kind: "empty-range"; readonly field: Field; readonly start: number; readonly end: number }
  | { readonly kind: "out-of-range"; readonly field: Field; readonly start: number; readonly end: number; readonly length: number }
  /** The quote begins or ends inside a surrogate pair: the sender counted UTF-16 units. */
  | { readonly kind: "splits-surrogate"; readonly field: Field; readonly start: number; readonly end: number }
  | { readonly kind: "quote-mismatch"; readonly field: Field; readonly start: number; readonly end: number; readonly expected: string; readonly quote: string }
  | { readonly kind: "excluded-range"; readonly field: Field; readonly start: number; readonly end: number }
  | { readonly kind: "unknown-attribute"; readonly label: string; readonly attribute: string }
  | { readonly kind: "unknown-attribute-value"; readonly label: string; readonly attribute: string; readonly value: string }
  | { readonly kind: "unknown-relation-type"; readonly relationType: string }
  | { readonly kind: "relation-source-missing"; readonly id: string }
  | { readonly kind: "relation-target-missing"; readonly id: string }
  | { readonly kind: "relation-source-label"; readonly relationType: string; readonly label: string }
  | { readonly kind: "relation-target-label"; readonly relationType: string; readonly label: string }
  | { readonly kind: "relation-to-itself"; readonly id: string }
  | { readonly kind: "anchor-not-allowed"; readonly relationType: string; readonly field: Field }
  | { readonly kind: "prompt-not-allowed"; readonly relationType: string }
  /** The span is the end of relations that the operation would leave dangling or no longer allowed: remove them first, in the same batch. */
  | { readonly kind: "span-in-use"; readonly id: string; readonly relations: readonly string[] }
  | { readonly kind: "unknown-question"; readonly question: string }
  | { readonly kind: "answer-does-not-fit"; readonly question: string }
  /** The span was taken over from the behaviour pass: the truth pass says something of it, and leaves it as it is. */
  | { readonly kind: "frozen-span"; readonly id: string }
  /** What is held is not what the operation expected to find. `key` names the part of the span or relation, or the question. */
  | { readonly kind: "stale-from"; readonly id?: string; readonly key?: string }
  /** `from` and `to` of a change do not have the same keys, or have none. */
  | { readonly kind: "malformed-patch"; readonly id: string }
  | { readonly kind: "submitted" }
  | { readonly kind: "not-submitted" }
  /** The project lets these checks block submission. */
  | { readonly kind: "blocked"; readonly checks: readonly CheckKind[] }
  /** The same opId is logged already with other content. */
  | { readonly kind: "operation-reused" };

export type RefusalKind = RefusalReason["kind"];
