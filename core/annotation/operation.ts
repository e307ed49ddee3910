import type { Answer } from "./annotation";
import type { Relation } from "./relation";
import type { Span } from "./span";

/** One thing that an annotator did, as a value with an inverse. `opId` is made by the client; sending it twice is harmless.
 *  Operations that change something carry what they expect to find (`from`), so that a stale one is refused instead of overwriting. */
export type Operation = { readonly opId: string } & Change;

export type Change =
  | { readonly type: "addSpan"; readonly span: Span }
  | { readonly type: "removeSpan"; readonly span: Span }
  | { readonly type: "changeSpan"; readonly id: string; readonly from: SpanPatch; readonly to: SpanPatch }
  | { readonly type: "addRelation"; readonly relation: Relation }
  | { readonly type: "removeRelation"; readonly relation: Relation }
  | { readonly type: "changeRelation"; readonly id: string; readonly from: RelationPatch; readonly to: RelationPatch }
  | { readonly type: "setAnswer"; readonly question: string; readonly from: Answer; readonly to: Answer }
  | { readonly type: "setFlag"; readonly from: Flag; readonly to: Flag }
  | { readonly type: "setEmpty"; readonly from: boolean; readonly to: boolean }
  | { readonly type: "submit" }
  | { readonly type: "reopen" };

/** The parts of a span that change, with the same keys in `from` and `to`: the inverse swaps them, and two changes to different parts do not conflict.
 *  `attributes` changes as a whole. A moved span changes `start`, `end` and `quote` together. */
export type SpanPatch = Partial<Omit<Span, "id">>;
export type RelationPatch = Partial<Omit<Relation, "id">>;

export interface Flag {
  readonly flagged: boolean;
  readonly comment: string;
}

export type OperationType = Change["type"];
