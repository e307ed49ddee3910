import type { Relation } from "../annotation/relation";
import type { Field, Span } from "../annotation/span";
import { FIELDS } from "../annotation/span";
import { repairText } from "../text/canonical";
import type { Range } from "../text/offset";
import { codePoint, offsetMap, sliceRange } from "../text/offset";
import type { ImportPlan, OffsetUnit } from "./import-plan";
import { Malformed } from "./native-annotation";
import { offsetReader, readRange } from "./offset-units";
import type { ForeignText } from "./reanchor";
import { compareUnits, reanchor, sameInAll } from "./reanchor";
import type { Said } from "./said";
import { said, saidOfRepairs } from "./said";
import { importedAnnotation } from "./step-list";
import type { ImportedAnnotation, ImportedTrace, ReadRow } from "./trace-record";
import { rowError } from "./trace-record";

/** A span of a foreign tool, offsets in that tool's unit. */
export interface ForeignSpan {
  readonly id: string;
  readonly field: Field;
  readonly label: string;
  readonly start: number;
  readonly end: number;
  readonly quote?: string;
  /** Where it stands, in code points, when the reader found that out: then start and end tell no unit. */
  readonly at?: Range;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly note?: string;
}

/** What one annotator said about one text. */
export interface ForeignAnnotation {
  /** "" when the tool names nobody. */
  readonly by: string;
  /** A program said this, no person: it becomes that detector's output. */
  readonly detector?: { readonly name: string; readonly version: string };
  readonly spans: readonly ForeignSpan[];
  readonly relations: readonly { readonly type: string; readonly from: string; readonly to: string }[];
  readonly answers?: Readonly<Record<string, string | number | boolean>>;
}

/** One text of a foreign tool with what people said about it. */
export interface AnnotatedText {
  readonly id?: string;
  readonly prompt: string;
  readonly cot: string;
  readonly answer?: string;
  readonly metadata: string;
  readonly annotations: readonly ForeignAnnotation[];
  /** Ranges that are no annotation but tell the unit: tokens with their characters. */
  readonly evidence?: readonly { readonly start: number; readonly end: number; readonly quote: string }[];
  readonly repairs: number;
  /** What the reader left out, for the import report. */
  readonly warnings?: readonly Said[];
  readonly place: { readonly line: number; readonly byteOffset: number };
  readonly original: string;
}

/** Texts of a foreign tool as traces with imported annotations. The unit of the offsets is the plan's, or inferred over the whole file: by the quotes; without quotes only where all units agree.
 *  A span that does not hold its quote refuses its row, unless the plan accepts re-anchoring; every moved span is a warning. */
export function* annotatedTraces(source: string, codebook: string, texts: readonly AnnotatedText[], plan: ImportPlan): Generator<ReadRow> {
  const chosen = chooseUnit(texts, plan);
  let told = chosen.total === 0;
  for (const text of texts) {
    try {
      if (chosen.ambiguous !== undefined && text.annotations.some(({ spans }) => spans.length > 0)) throw new Malformed(chosen.ambiguous);
      const record = toTrace(source, codebook, text, chosen, plan.reanchor);
      yield { kind: "record", record: told ? record : { ...record, warnings: [said("offsets-read", { unit: chosen.unit, matched: chosen.matched, total: chosen.total }), ...record.warnings] }, ...text.place };
      told = true;
    } catch (error) {
      if (!(error instanceof Malformed)) throw error;
      yield rowError(text.place, error.said, text.original);
    }
  }
}

interface ChosenUnit {
  readonly unit: OffsetUnit;
  /** Ranges of the file that fit under the unit, of how many: they hold their quote, or lie within the text where none is quoted. */
  readonly matched: number;
  readonly total: number;
  readonly ambiguous?: Said;
}

function chooseUnit(texts: readonly AnnotatedText[], plan: ImportPlan): ChosenUnit {
  const foreign = texts.flatMap((text): ForeignText[] => FIELDS.map((field) => ({
    text: text[field] ?? "",
    ranges: [...text.annotations.flatMap(({ spans }) => spans.filter((span) => span.field === field && span.at === undefined)), ...(field === "cot" ? (text.evidence ?? []) : [])],
  })));
  const matches = compareUnits(foreign);
  const as = (unit: OffsetUnit): ChosenUnit => { const { matched, total } = matches.find((candidate) => candidate.unit === unit)!; return { unit, matched, total }; };
  if (plan.offsetUnit !== "infer") return as(plan.offsetUnit);
  const best = matches[0]!;
  const quoted = foreign.some(({ ranges }) => ranges.some(({ quote }) => quote !== undefined));
  const equal = matches.filter(({ matched }) => matched === best.matched).map(({ unit }) => unit);
  const unit = equal.includes("codepoint") && sameInAll(foreign, equal) ? "codepoint" : best.unit;
  if (quoted || sameInAll(foreign, equal)) return as(unit);
  const shares = matches.map((match) => `${match.unit}: ${match.matched} of ${match.total} within the text, ${Math.round(match.atWordEdges * 100)} % at word edges`).join("; ");
  return { ...as(unit), ambiguous: said("unknown-unit", { shares }) };
}

function toTrace(source: string, codebook: string, text: AnnotatedText, chosen: ChosenUnit, mayMove: boolean): ImportedTrace {
  let repairs = text.repairs;
  const store = (value: string): string => { const repaired = repairText(value); repairs += repaired.repairs; return repaired.text; };
  const warnings: Said[] = [...(text.warnings ?? [])];
  const fields = { prompt: store(text.prompt), cot: store(text.cot), ...(text.answer === undefined ? {} : { answer: store(text.answer) }) };
  const annotations = text.annotations.map((annotation): ImportedAnnotation => {
    const spans = annotation.spans.map((span) => placeSpan(span, text, fields, chosen.unit, mayMove, source, warnings));
    const known = new Set(spans.map(({ id }) => id));
    const relations = annotation.relations.flatMap(({ type, from, to }, index): Relation[] => (known.has(from) && known.has(to) ? [{ id: `r${index + 1}`, type, from, to: { span: to } }] : []));
    if (relations.length < annotation.relations.length) warnings.push(said("relations-left-out", { count: annotation.relations.length - relations.length }));
    const layer = annotation.detector ? `detector:${annotation.detector.name}@${annotation.detector.version}` : `imported:${annotation.by === "" ? source : `${source}:${annotation.by}`}`;
    return { ...importedAnnotation(source, codebook, { spans, relations, pass: "behaviour", answers: annotation.answers ?? {} }, { unit: chosen.unit, match_rate: chosen.total === 0 ? "no offsets" : `${chosen.matched} of ${chosen.total}`, ...(annotation.by === "" ? {} : { by: annotation.by }), ...(annotation.detector ? { kind: "model" } : {}) }), layer };
  });
  return { ...(text.id ? { externalId: store(text.id) } : {}), ...fields, decoding: {}, metadata: text.metadata, excluded: [], truncated: false, repairs, annotations, warnings: [...warnings, ...saidOfRepairs(repairs)] };
}

function placeSpan(span: ForeignSpan, text: AnnotatedText, fields: { readonly prompt: string; readonly cot: string; readonly answer?: string }, unit: OffsetUnit, mayMove: boolean, source: string, warnings: Said[]): Span {
  const there = span.at ?? readRange(offsetReader(text[span.field] ?? "", unit), span.start, span.end);
  const map = offsetMap(fields[span.field] ?? "");
  const quote = span.quote === undefined ? undefined : repairText(span.quote).text;
  const which = { id: span.id, label: span.label, start: span.start, end: span.end };
  let range = there;
  if (quote !== undefined && (there === null || sliceRange(map, there) !== quote)) {
    const found = mayMove ? reanchor(map, there, there?.start ?? (Number.isInteger(span.start) ? codePoint(Math.max(0, Math.min(span.start, map.length))) : null), quote) : null;
    if (!found) throw new Malformed(said(mayMove ? "quote-nowhere" : there ? "quote-elsewhere" : "quote-outside", { ...which, quote: JSON.stringify(quote), ...(there && { slice: JSON.stringify(sliceRange(map, there)) }) }));
    warnings.push(said("moved", { ...which, by: found.moved }));
    range = found.range;
  }
  if (range === null) throw new Malformed(said("span-outside", which));
  return { id: span.id, field: span.field, label: span.label, ...range, quote: sliceRange(map, range), attributes: span.attributes ?? {}, certainty: "sure", note: span.note ?? "", provenance: { origin: "imported", source } };
}
