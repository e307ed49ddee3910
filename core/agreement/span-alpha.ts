import { alphaFromCoincidences } from "./krippendorff";
import type { Alpha } from "./krippendorff";
import type { DocumentSpan } from "./span-match";

/** A document with who finished it: an annotator in the list without spans found nothing; one outside it is missing. */
export interface AnnotatedDocument {
  readonly id: string;
  /** Code points. */
  readonly length: number;
  readonly annotatedBy: readonly string[];
}

/** A text cut into steps. */
export interface Steps {
  /** Where each ends, ascending; the last is the text's length. */
  readonly ends: readonly number[];
  /** Indices of stretches that are no step: neither marked nor unmarked. */
  readonly gaps?: ReadonlySet<number>;
}

export type AnnotatorSpan = DocumentSpan & { readonly annotator: string };

/** Krippendorff's nominal α over binary units "is this unit labelled?": code points, or steps.
 *  A step is positive if a span covers at least half of it or starts in it. With `label` only its spans count; without, any span does.
 *  Works on run lengths: cost grows with spans and steps, never with characters.
 *  @param steps per document; needed for unit "step"
 *  @throws RangeError when a span lies outside its document, belongs to an unknown one, or to an annotator who did not finish it; or when a document or one of its annotators is named twice */
export function spanAlpha(documents: readonly AnnotatedDocument[], spans: readonly AnnotatorSpan[], unit: "codepoint" | "step", steps: ReadonlyMap<string, Steps> = new Map(), label?: string): Alpha {
  const spansOf = spansByDocument(documents, spans);
  const counts = [[0, 0], [0, 0]];
  for (const document of documents) {
    const relevant = spansOf.get(document.id)!.filter((span) => label === undefined || span.label === label);
    const runs = unit === "codepoint" ? codePointRuns(document, relevant) : stepUnits(document, relevant, steps.get(document.id));
    addCoincidences(counts, runs, document.annotatedBy.length);
  }
  return alphaFromCoincidences([0, 1], counts, "nominal");
}

/** `weight` units in a row that the same number of annotators marked. */
interface Run {
  readonly weight: number;
  readonly positive: number;
}

function addCoincidences(counts: number[][], runs: readonly Run[], annotators: number): void {
  if (annotators < 2) return;
  for (const { weight, positive } of runs) {
    const negative = annotators - positive;
    const each = weight / (annotators - 1);
    counts[1]![1]! += positive * (positive - 1) * each;
    counts[0]![0]! += negative * (negative - 1) * each;
    counts[0]![1]! += positive * negative * each;
    counts[1]![0]! += positive * negative * each;
  }
}

function spansByDocument(documents: readonly AnnotatedDocument[], spans: readonly AnnotatorSpan[]): Map<string, AnnotatorSpan[]> {
  const result = new Map(documents.map((document) => [document.id, [] as AnnotatorSpan[]]));
  const documentById = new Map(documents.map((document) => [document.id, document]));
  if (documentById.size < documents.length) throw new RangeError("a document is named twice");
  for (const { id, annotatedBy } of documents) if (new Set(annotatedBy).size < annotatedBy.length) throw new RangeError(`an annotator is named twice in ${id}`);
  for (const span of spans) {
    const document = documentById.get(span.doc);
    if (!document) throw new RangeError(`a span names the unknown document ${span.doc}`);
    if (!(span.start >= 0 && span.end > span.start && span.end <= document.length)) throw new RangeError(`span [${span.start}, ${span.end}) is outside ${span.doc}, which has ${document.length} code points`);
    if (!document.annotatedBy.includes(span.annotator)) throw new RangeError(`${span.annotator} has a span in ${span.doc} but is not in its annotatedBy`);
    result.get(span.doc)!.push(span);
  }
  return result;
}

function codePointRuns(document: AnnotatedDocument, spans: readonly AnnotatorSpan[]): Run[] {
  const events = spans.flatMap(({ annotator, start, end }) => [{ at: start, annotator, by: 1 }, { at: end, annotator, by: -1 }]).sort((a, b) => a.at - b.at);
  const open = new Map<string, number>();
  const runs: Run[] = [];
  let positive = 0;
  let from = 0;
  for (const { at, annotator, by } of events) {
    if (at > from) runs.push({ weight: at - from, positive });
    from = at;
    const before = open.get(annotator) ?? 0;
    open.set(annotator, before + by);
    if (before === 0 && by === 1) positive++;
    if (before + by === 0) positive--;
  }
  if (document.length > from) runs.push({ weight: document.length - from, positive });
  return runs;
}

function stepUnits(document: AnnotatedDocument, spans: readonly AnnotatorSpan[], steps: Steps | undefined): Run[] {
  if (!steps) throw new RangeError(`unit "step" needs the steps of ${document.id}`);
  const { ends, gaps } = steps;
  if (ends.at(-1) !== document.length && document.length > 0) throw new RangeError(`the steps of ${document.id} end at ${ends.at(-1)}, the text at ${document.length}`);
  const marked = ends.map(() => new Set<string>());
  for (const span of spans) for (let [step, end] = positiveSteps(span, ends); step < end; step++) marked[step]!.add(span.annotator);
  return marked.flatMap((annotators, step) => (gaps?.has(step) ? [] : [{ weight: 1, positive: annotators.size }]));
}

/** The steps that a span makes positive, half-open indices: the one that it starts in, and all that it covers by half or more. */
export function positiveSteps(span: { readonly start: number; readonly end: number }, ends: readonly number[]): readonly [number, number] {
  let [low, high] = [0, ends.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ends[middle]! <= span.start) low = middle + 1;
    else high = middle;
  }
  // Steps that end within the span are covered whole: only the one that it ends in can be covered by less than half.
  let end = Math.min(low + 1, ends.length);
  while (end < ends.length && ends[end - 1]! < span.end && (Math.min(span.end, ends[end]!) - ends[end - 1]!) * 2 >= ends[end]! - ends[end - 1]!) end++;
  return [low, end];
}
