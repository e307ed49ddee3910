import type { Annotation } from "../annotation/annotation";
import type { Coverage } from "../annotation/coverage";
import type { Span } from "../annotation/span";

/** One annotator's submitted annotation, as adjudication reads it. It is never changed. */
export interface Layer {
  /** As contract.md names layers: "annotator:p-03". */
  readonly id: string;
  readonly annotation: Annotation;
  /** Null: not recorded, which counts as having read all. */
  readonly coverage: Coverage | null;
}

/** Layers in an order that does not depend on how they were given. */
export const inOrder = (layers: readonly Layer[]): Layer[] => [...layers].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));

/** A span of a layer. */
export interface Member {
  readonly layer: string;
  readonly span: Span;
}

/** Names a member in provenance and in keys. */
export const memberKey = ({ layer, span }: Member): string => `${layer}/${span.id}`;
