import type { Annotation } from "@/core/annotation/annotation";
import type { Field } from "@/core/annotation/span";
import type { OffsetMap } from "@/core/text/offset";
import type { AnnotationHead } from "./annotation-head";
import type { CodebookVersion } from "./codebooks";
import type { TraceText } from "./traces";
import { WeighedCache } from "./weighed-cache";

/** What a server process may remember (contract.md): what never changes, and folds with their revision, which the conditional append checks.
 *  Keys lead with the project, so that no entry can be read across projects. */
export interface Caches {
  /** Trace texts with their offset maps; weight in bytes. */
  readonly traces: WeighedCache<string, { readonly trace: TraceText; readonly offsets: Readonly<Record<Field, OffsetMap>> }>;
  /** The last fold that this process saw of an annotation, by id; weight in spans. */
  readonly annotations: WeighedCache<string, { readonly head: AnnotationHead; readonly annotation: Annotation }>;
  /** Annotation ids by what makes them one (trace, member, assignment, pass). */
  readonly annotationIds: WeighedCache<string, string>;
  /** Published codebook versions. */
  readonly codebooks: WeighedCache<string, CodebookVersion>;
}

export const newCaches = (): Caches => ({
  traces: new WeighedCache(96 * 2 ** 20),
  annotations: new WeighedCache(400_000),
  annotationIds: new WeighedCache(50_000),
  codebooks: new WeighedCache(200),
});
