import type { Field } from "../annotation/span";
import { FIELDS } from "../annotation/span";
import type { AnnotatedText, ForeignSpan } from "./annotated-text";
import type { JsonObject, JsonValue } from "./json-text";
import { isList, isObject, member } from "./json-text";
import type { PlacedRow } from "./json-line-rows";
import { asText } from "./scalar";
import type { ReadError } from "./trace-record";
import { rowError } from "./trace-record";

/** W3C Web Annotations (position and quote selectors, code points) gathered by their source text. The model points at texts elsewhere: a text can only be read where the source carries it
 *  (`source: {id, value}`, as our own writer does, `value` per field in its fragment); other annotations are errors that say so. */
export function* readW3c(rows: readonly PlacedRow[]): Generator<AnnotatedText | ReadError> {
  const texts = new Map<string, Gathered>();
  for (const placed of rows) {
    if (placed.kind === "error") { yield placed; continue; }
    for (const annotation of itemsOf(placed.row.value)) {
      const held = member(annotation, "target");
      const target = isList(held) ? held[0] : held;
      const source = isObject(target) ? member(target, "source") : undefined;
      if (!isObject(target) || !isObject(source) || typeof member(source, "cot") !== "string") {
        yield rowError(placed, `the annotated text is not in the file${typeof source === "string" ? `, only its address ${source}` : ""}`, placed.text);
        continue;
      }
      const id = asText(member(source, "id")) ?? asText(member(source, "cot"))!;
      const text: Gathered = texts.get(id) ?? { first: placed, source, spans: [] };
      texts.set(id, text);
      const span = spanOf(annotation, target, text.spans.length + 1);
      if (span) text.spans.push(span);
    }
  }
  for (const { first, source, spans } of texts.values()) {
    const id = asText(member(source, "id"));
    const answer = asText(member(source, "answer"));
    yield {
      ...(id === undefined ? {} : { id }), prompt: asText(member(source, "prompt")) ?? "", cot: asText(member(source, "cot"))!, ...(answer === undefined ? {} : { answer }), metadata: "{}",
      annotations: [{ by: "", spans, relations: [] }], repairs: first.row.repairs, place: { line: first.line, byteOffset: first.byteOffset }, original: first.text,
    };
  }
}

interface Gathered {
  readonly first: PlacedRow & { readonly kind: "row" };
  readonly source: JsonObject;
  readonly spans: ForeignSpan[];
}

/** One annotation, or those of a page or collection. */
function itemsOf(value: JsonObject): readonly JsonObject[] {
  const items = member(value, "items");
  return isList(items) ? items.filter(isObject) : [value];
}

function spanOf(annotation: JsonObject, target: JsonObject, number: number): ForeignSpan | undefined {
  const held = member(target, "selector");
  const selectors = (isList(held) ? held : [held]).filter(isObject);
  const position = selectors.find((selector) => member(selector, "type") === "TextPositionSelector");
  if (!position) return undefined;
  const quote = asText(selectors.map((selector) => (member(selector, "type") === "TextQuoteSelector" ? member(selector, "exact") : undefined)).find((exact) => exact !== undefined));
  const bodies = bodiesOf(member(annotation, "body"));
  const label = bodies.find((body) => member(body, "purpose") === "tagging") ?? bodies[0];
  const note = bodies.find((body) => member(body, "purpose") === "commenting");
  const field = FIELDS.find((candidate: Field) => candidate === member(target, "scope")) ?? "cot";
  return { id: `s${number}`, field, label: (label && asText(member(label, "value"))) ?? "annotation", start: Number(member(position, "start")), end: Number(member(position, "end")), ...(quote === undefined ? {} : { quote }), ...(note ? { note: asText(member(note, "value")) ?? "" } : {}) };
}

const bodiesOf = (body: JsonValue | undefined): readonly JsonObject[] => (isList(body) ? body : [body ?? null]).filter(isObject);
