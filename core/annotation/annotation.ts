import type { Relation } from "./relation";
import type { Span } from "./span";

export const PASSES = ["behaviour", "truth"] as const;
export type Pass = (typeof PASSES)[number];

export const ANNOTATION_STATUSES = ["draft", "submitted"] as const;
export type AnnotationStatus = (typeof ANNOTATION_STATUSES)[number];

/** The answer to a trace question: a choice's value, a rating, free text or a boolean; null takes it back. */
export type Answer = string | number | boolean | null;

/** The fold of an annotation's log of operations: what the log says now.
 *  `revision` is the number of operations folded in; the empty annotation has revision 0. */
export interface Annotation {
  readonly revision: number;
  readonly status: AnnotationStatus;
  readonly flagged: boolean;
  /** The comment that came with the flag; "" without one. */
  readonly flagComment: string;
  /** "Nothing here" was said: finished with no span on purpose. */
  readonly empty: boolean;
  readonly spans: ReadonlyMap<string, Span>;
  readonly relations: ReadonlyMap<string, Relation>;
  readonly answers: ReadonlyMap<string, Exclude<Answer, null>>;
}

export const emptyAnnotation: Annotation = {
  revision: 0, status: "draft", flagged: false, flagComment: "", empty: false, spans: new Map(), relations: new Map(), answers: new Map(),
};
