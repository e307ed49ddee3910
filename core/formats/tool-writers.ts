import { isSpanTarget } from "../annotation/relation";
import type { Span } from "../annotation/span";
import { encoded } from "./bytes";
import type { LeftOut } from "./left-out";
import { leaveWords, UNANNOTATED } from "./left-out";
import type { ReleaseTrace } from "./native-record";
import type { RecordedAnnotation } from "./trace-record";

/** Label Studio JSON: one task a trace over its three texts, one annotation each, code points; relations to spans only. Attributes and notes ride in `meta`. */
export async function* writeLabelStudio(rows: AsyncIterable<ReleaseTrace>, leftOut: LeftOut): AsyncGenerator<Uint8Array> {
  yield* encoded(listed(rows, (trace) => ({
    id: trace.id, data: { id: trace.id, prompt: trace.prompt, cot: trace.cot, ...(trace.answer === undefined ? {} : { answer: trace.answer }) },
    annotations: trace.annotations.map((annotation) => ({
      completed_by: annotation.layer,
      result: [
        ...annotation.spans.map((span) => ({
          id: span.id, type: "labels", from_name: `${span.field}_label`, to_name: span.field, value: { start: span.start, end: span.end, text: span.quote, labels: [span.label] },
          ...(Object.keys(span.attributes).length > 0 || span.note !== "" ? { meta: { attributes: span.attributes, note: span.note } } : {}),
        })),
        ...spanRelations(annotation, leftOut).map(({ type, from, to }) => ({ type: "relation", from_id: from, to_id: to, direction: "right", labels: [type] })),
        ...Object.entries(annotation.answers).map(([question, answer]) => (typeof answer === "number" ? { type: "rating", from_name: question, to_name: "cot", value: { rating: answer } } : { type: "choices", from_name: question, to_name: "cot", value: { choices: [String(answer)] } })),
      ],
    })),
  })));
}

/** doccano JSONL with relations, one line an annotation, code points; only spans of the CoT. */
export const writeDoccano = (rows: AsyncIterable<ReleaseTrace>, leftOut: LeftOut): AsyncIterable<Uint8Array> => encoded(jsonLines(rows, leftOut, (trace, annotation) => {
  const spans = cotSpans(annotation, leftOut);
  leaveWords(annotation, leftOut);
  const numbers = new Map(spans.map((span, index) => [span.id, index]));
  return {
    id: trace.id, text: trace.cot, entities: spans.map((span, index) => ({ id: index, label: span.label, start_offset: span.start, end_offset: span.end })),
    relations: spanRelations(annotation, leftOut, numbers).map(({ type, from, to }, index) => ({ id: index, from_id: numbers.get(from)!, to_id: numbers.get(to)!, type })),
    meta: { prompt: trace.prompt, layer: annotation.layer },
  };
}));

/** Prodigy JSONL, one line an annotation; only spans of the CoT; no tokens, so no token_start. Offsets are code points, as Python counts. */
export const writeProdigy = (rows: AsyncIterable<ReleaseTrace>, leftOut: LeftOut): AsyncIterable<Uint8Array> => encoded(jsonLines(rows, leftOut, (trace, annotation) => {
  leaveWords(annotation, leftOut);
  leftOut.add("relations", annotation.relations.length);
  return { text: trace.cot, meta: { id: trace.id, prompt: trace.prompt }, spans: cotSpans(annotation, leftOut).map(({ start, end, label }) => ({ start, end, label })), _annotator_id: annotation.layer, _view_id: "spans_manual", answer: "accept" };
}));

/** W3C Web Annotation (JSON-LD): a list of annotations with position (code points) and quote selectors; the source carries its texts, so that the file can be read alone. */
export async function* writeW3c(rows: AsyncIterable<ReleaseTrace>, leftOut: LeftOut): AsyncGenerator<Uint8Array> {
  yield* encoded(jsonList(annotationsOf(rows, leftOut)));
}

async function* annotationsOf(rows: AsyncIterable<ReleaseTrace>, leftOut: LeftOut): AsyncGenerator<object> {
  for await (const trace of rows) {
    if (trace.annotations.every(({ spans }) => spans.length === 0)) leftOut.add("traces without spans");
    for (const annotation of trace.annotations) {
      leaveWords(annotation, leftOut, true);
      leftOut.add("relations", annotation.relations.length);
      for (const span of annotation.spans) {
        yield {
          "@context": "http://www.w3.org/ns/anno.jsonld", id: `urn:switchback:${encodeURIComponent(annotation.id)}:${span.id}`, type: "Annotation", creator: annotation.layer, motivation: "tagging",
          body: [{ type: "TextualBody", purpose: "tagging", value: span.label }, ...(span.note === "" ? [] : [{ type: "TextualBody", purpose: "commenting", value: span.note }])],
          target: {
            source: { id: trace.id, prompt: trace.prompt, cot: trace.cot, ...(trace.answer === undefined ? {} : { answer: trace.answer }) }, scope: span.field,
            selector: [{ type: "TextQuoteSelector", exact: span.quote }, { type: "TextPositionSelector", start: span.start, end: span.end }],
          },
        };
      }
    }
  }
}

interface SpanRelation {
  readonly type: string;
  readonly from: string;
  readonly to: string;
}

/** Relations between spans; those to anchors and the prompt are counted as left out. @param held the spans that the file holds */
function spanRelations(annotation: RecordedAnnotation, leftOut: LeftOut, held: ReadonlyMap<string, unknown> = new Map(annotation.spans.map((span) => [span.id, span]))): readonly SpanRelation[] {
  const kept = annotation.relations.flatMap(({ type, from, to }) => (isSpanTarget(to) && held.has(from) && held.has(to.span) ? [{ type, from, to: to.span }] : []));
  leftOut.add("relations to anchors, to the prompt or to other fields", annotation.relations.length - kept.length);
  return kept;
}

function cotSpans(annotation: RecordedAnnotation, leftOut: LeftOut): readonly Span[] {
  const spans = annotation.spans.filter(({ field }) => field === "cot");
  leftOut.add("spans of the prompt and the answer", annotation.spans.length - spans.length);
  return spans;
}

async function* jsonLines(rows: AsyncIterable<ReleaseTrace>, leftOut: LeftOut, of: (trace: ReleaseTrace, annotation: RecordedAnnotation) => object): AsyncGenerator<string> {
  for await (const trace of rows) {
    if (trace.annotations.length === 0) leftOut.add(UNANNOTATED);
    for (const annotation of trace.annotations) yield `${JSON.stringify(of(trace, annotation))}\n`;
  }
}

async function* listed(rows: AsyncIterable<ReleaseTrace>, of: (trace: ReleaseTrace) => object): AsyncGenerator<string> {
  yield* jsonList((async function* () { for await (const trace of rows) yield of(trace); })());
}

/** A JSON list with one item a line. */
async function* jsonList(items: AsyncIterable<object>): AsyncGenerator<string> {
  let first = true;
  yield "[";
  for await (const item of items) {
    yield `${first ? "\n" : ",\n"}${JSON.stringify(item)}`;
    first = false;
  }
  yield "\n]\n";
}
