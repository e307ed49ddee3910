import type { Answer, Pass } from "@/core/annotation/annotation";
import type { AnnotationContext } from "@/core/annotation/context";
import type { Provenance } from "@/core/annotation/span";
import type { ImportedAnnotation } from "@/core/formats/trace-record";
import { seededRandom } from "@/core/statistics/random";
import { codePoint, type CodePoint } from "@/core/text/offset";
import { HABITS, withHabits } from "./habits";
import { layerOf, type FieldMark, type Layer } from "./layer";
import type { PlannedWork, TracePlan } from "./plan";
import type { DemoSource } from "./source";

const CODEBOOK_VERSION = 1;
const FIRST_DAY = Date.UTC(2026, 9, 5, 8);
const MINUTE = 60_000;

/** The annotations of one trace as its plan wants them: the annotators' behaviour pass, and where it is adjudicated the gold of both passes.
 *  @param ordinal the trace's place in the demo: makes clock times and draws differ from trace to trace, the same in every run */
export function annotationsOf(source: DemoSource, externalId: string, marks: readonly FieldMark[], context: AnnotationContext, plan: TracePlan, ordinal: number): readonly ImportedAnnotation[] {
  const made = plan.work.map((work, index) => workOf(work, source, externalId, marks, context, ordinal * 10 + index));
  if (plan.state !== "adjudicated") return made;
  const first = made[0]!;
  const provenanceOf = (mark: FieldMark): Provenance => {
    const seen = first.spans.find(({ id }) => id === mark.id);
    const origin = seen === undefined ? "added" : seen.start === mark.start && seen.end === mark.end && seen.label === mark.label ? "accepted" : "edited";
    return origin === "added" ? { origin } : { origin, source: first.layer, sourceIds: [mark.id] };
  };
  const gold = (["behaviour", "truth"] as const).map((pass, index) =>
    recorded({ source, externalId, layer: "gold", pass, parts: layerOf(heldBy(marks, "gold"), marks, context, pass, provenanceOf), length: context.offsets.cot.length, moment: ordinal * 10 + 5 + index }));
  return [...made, ...gold];
}

function workOf(work: PlannedWork, source: DemoSource, externalId: string, marks: readonly FieldMark[], context: AnnotationContext, moment: number): ImportedAnnotation {
  const own = withHabits(heldBy(marks, work.annotator), context.offsets.cot, HABITS[work.habits], seededRandom(moment + 1));
  const length = work.status === "draft" ? codePoint(Math.floor(context.offsets.cot.length / 2)) : context.offsets.cot.length;
  const parts = layerOf(own.filter((mark) => mark.field !== "cot" || mark.end <= length), marks, context, "behaviour");
  return recorded({ source, externalId, layer: `annotator:${work.annotator}`, annotator: work.annotator, pass: "behaviour", parts, length, draft: work.status === "draft", moment });
}

const heldBy = (marks: readonly FieldMark[], layer: string): readonly FieldMark[] => marks.filter((mark) => mark.layers === null || mark.layers.includes(layer));

interface Recording {
  readonly source: DemoSource;
  readonly externalId: string;
  readonly layer: string;
  readonly annotator?: string;
  readonly pass: Pass;
  readonly parts: Layer;
  /** How far the chain of thought was read. */
  readonly length: CodePoint;
  readonly draft?: boolean;
  readonly moment: number;
}

function recorded({ source, externalId, layer, annotator, pass, parts, length, draft = false, moment }: Recording): ImportedAnnotation {
  const answers = draft ? {} : answersOf(source, pass);
  const flagged = source.loop === true && annotator === "a1";
  const operations = parts.spans.length + parts.relations.length + Object.keys(answers).length + (flagged ? 1 : 0) + (draft ? 0 : 1);
  return {
    id: `${externalId}-${annotator ?? layer}-${pass}`, layer, ...(annotator === undefined ? {} : { annotator }), pass, codebook: { key: "longcot-error-correction", version: CODEBOOK_VERSION },
    status: draft ? "draft" : "submitted", flagged, flagComment: flagged ? "The same paragraph over and over; only its first instance is labelled." : "", empty: false, revision: operations,
    spans: parts.spans, relations: parts.relations, answers, coverage: [{ field: "cot", start: codePoint(0), end: length }],
    // About 11 characters a second, and some seconds for every span and relation.
    activeSeconds: Math.round(length / 11 + 9 * parts.spans.length + 4 * parts.relations.length),
    ...(draft ? {} : { submittedAt: new Date(FIRST_DAY + moment * 7 * MINUTE).toISOString() }), provenance: { format: "switchback-demo" },
  };
}

function answersOf({ answer, loop, form, final }: DemoSource, pass: Pass): Record<string, Exclude<Answer, null>> {
  return { truncated: answer === null ? "yes" : "no", degenerate_repetition: loop ? "yes" : "no", output_form: form ?? "language", ...(pass === "truth" ? { final_answer: final } : {}) };
}
