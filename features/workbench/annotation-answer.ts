import { emptyAnnotation } from "@/core/annotation/annotation";
import { coverageOf, toRanges } from "@/core/annotation/coverage";
import { toFold } from "@/core/annotation/serialize";
import type { HeldAnnotation } from "@/data/annotations";
import type { CodebookVersion } from "@/data/codebooks";
import type { Reading } from "@/data/readings";
import type { Place } from "./own-annotation";

const versionAnswer = ({ id, key, version }: CodebookVersion) => ({ id, key, version });

/** An annotation on the wire. */
export const annotationAnswer = ({ head, annotation }: HeldAnnotation, codebook: CodebookVersion) => ({
  id: head.id, traceId: head.traceId, layer: head.layer, assignment: head.assignmentId, pass: head.pass, codebook: versionAnswer(codebook),
  ...toFold(annotation), submittedAt: head.submittedAt,
});

/** The same for a place where nothing has been saved yet. */
export const emptyAnswer = ({ traceId, handle, assignmentId, pass }: Place, codebook: CodebookVersion) => ({
  id: null, traceId, layer: `annotator:${handle}`, assignment: assignmentId, pass, codebook: versionAnswer(codebook), ...toFold(emptyAnnotation), submittedAt: null,
});

/** Regions of all tabs joined; nothing recorded is nothing read. */
export const readingAnswer = (reading: Reading | null) => ({ regions: toRanges(coverageOf(reading?.coverage ?? [])), activeSeconds: reading?.activeSeconds ?? 0 });
