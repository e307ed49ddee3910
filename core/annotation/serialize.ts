import type { Annotation, AnnotationStatus, Answer } from "./annotation";
import type { Relation } from "./relation";
import type { Span } from "./span";

/** An annotation as plain JSON, for storage and wire. Spans and relations stand in the order in which they were added. */
export interface FoldRecord {
  readonly revision: number;
  readonly status: AnnotationStatus;
  readonly flagged: boolean;
  readonly flagComment: string;
  readonly empty: boolean;
  readonly spans: readonly Span[];
  readonly relations: readonly Relation[];
  readonly answers: Readonly<Record<string, Exclude<Answer, null>>>;
}

/** fromFold(toFold(a)) holds the same as a, order included. */
export const toFold = (annotation: Annotation): FoldRecord => ({
  revision: annotation.revision,
  status: annotation.status,
  flagged: annotation.flagged,
  flagComment: annotation.flagComment,
  empty: annotation.empty,
  spans: [...annotation.spans.values()],
  relations: [...annotation.relations.values()],
  answers: Object.fromEntries(annotation.answers),
});

export const fromFold = (record: FoldRecord): Annotation => ({
  revision: record.revision,
  status: record.status,
  flagged: record.flagged,
  flagComment: record.flagComment,
  empty: record.empty,
  spans: new Map(record.spans.map((span) => [span.id, span])),
  relations: new Map(record.relations.map((relation) => [relation.id, relation])),
  answers: new Map(Object.entries(record.answers)),
});
