import type { AnnotatedText, ForeignSpan } from "./annotated-text";
import type { JsonObject } from "./json-text";
import { isList, isObject, member } from "./json-text";
import { Malformed } from "./native-annotation";
import { said } from "./said";
import { asOffset, asText } from "./scalar";

/** A line of doccano's JSONL: `label` as [start, end, label] triples, or `entities` with `relations`. No quotes are there, so the unit must agree or be chosen. @throws Malformed */
export function readDoccano(record: JsonObject): Omit<AnnotatedText, "place" | "original" | "repairs"> {
  const text = asText(member(record, "text") ?? member(record, "data"));
  if (text === undefined) throw new Malformed(said("no-text"));
  const triples = member(record, "label") ?? member(record, "labels");
  const entities = member(record, "entities");
  const ids = new Map<string, string>();
  const spans: ForeignSpan[] = [];
  if (isList(entities)) {
    for (const entity of entities.filter(isObject)) {
      const id = `s${spans.length + 1}`;
      ids.set(asText(member(entity, "id")) ?? id, id);
      spans.push({ id, field: "cot", label: asText(member(entity, "label")) ?? "", start: asOffset(member(entity, "start_offset")), end: asOffset(member(entity, "end_offset")) });
    }
  } else if (isList(triples)) {
    for (const triple of triples) {
      if (!isList(triple) || triple.length !== 3 || typeof triple[2] !== "string") throw new Malformed(said("doccano-label"));
      spans.push({ id: `s${spans.length + 1}`, field: "cot", label: triple[2], start: asOffset(triple[0]), end: asOffset(triple[1]) });
    }
  }
  const links = member(record, "relations");
  const relations = isList(links) ? links.filter(isObject).map((link) => ({ type: asText(member(link, "type")) ?? "relation", from: ids.get(asText(member(link, "from_id")) ?? "") ?? "", to: ids.get(asText(member(link, "to_id")) ?? "") ?? "" })) : [];
  const id = asText(member(record, "id"));
  const held = member(record, "meta");
  const rest = Object.entries(record).filter(([key]) => !["id", "text", "data", "label", "labels", "entities", "relations", "meta"].includes(key));
  const prompt = isObject(held) ? asText(member(held, "prompt")) : undefined;
  return { ...(id === undefined ? {} : { id }), prompt: prompt ?? "", cot: text, metadata: JSON.stringify({ ...Object.fromEntries(rest), ...(isObject(held) ? Object.fromEntries(Object.entries(held).filter(([key]) => key !== "prompt")) : {}) }), annotations: [{ by: "", spans, relations }] };
}
