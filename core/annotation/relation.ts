import type { Range } from "../text/offset";
import type { Field } from "./span";

/** A range without a label; it exists only as the target of a relation. */
export interface Anchor extends Range {
  readonly field: Field;
  readonly quote: string;
}

/** What a relation points at: a span of the same annotation, an anchor, or the prompt as a whole. */
export type RelationTarget = { readonly span: string } | Anchor | { readonly prompt: true };

/** A typed, directed link from a span to its target. */
export interface Relation {
  readonly id: string;
  readonly type: string;
  readonly from: string;
  readonly to: RelationTarget;
}

export const isSpanTarget = (target: RelationTarget): target is { readonly span: string } => "span" in target;
export const isAnchor = (target: RelationTarget): target is Anchor => "field" in target;
export const isPromptTarget = (target: RelationTarget): target is { readonly prompt: true } => "prompt" in target;
