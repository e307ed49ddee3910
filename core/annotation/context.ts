import type { Codebook } from "../codebook/codebook";
import type { OffsetMap, Range } from "../text/offset";
import type { Pass } from "./annotation";
import type { Field } from "./span";

/** A part of a field that the import set aside (prompt echo, verbatim repeat): shown, not labelled, not counted. */
export interface ExcludedRange extends Range {
  readonly field: Field;
}

/** What operations and checks are judged against: the texts of the trace and the codebook version of the annotation. */
export interface AnnotationContext {
  readonly offsets: Readonly<Record<Field, OffsetMap>>;
  readonly codebook: Codebook;
  readonly excluded?: readonly ExcludedRange[];
  /** The passes that the annotator sees; left out = both. Checks look only at these. */
  readonly passes?: readonly Pass[];
}
