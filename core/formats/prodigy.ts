import type { AnnotatedText, ForeignSpan } from "./annotated-text";
import type { JsonObject } from "./json-text";
import { isList, isObject, member } from "./json-text";
import { Malformed } from "./native-annotation";
import { said } from "./said";
import { asOffset, asText } from "./scalar";

/** A line of Prodigy's JSONL: `spans` (`end` exclusive, `token_end` inclusive) and `relations`; its tokens, with their characters, tell the unit. Rejected and ignored examples carry no annotation. @throws Malformed */
export function readProdigy(record: JsonObject): Omit<AnnotatedText, "place" | "original" | "repairs"> {
  const text = asText(member(record, "text"));
  if (text === undefined) throw new Malformed(said("no-text"));
  const held = member(record, "tokens");
  const tokens = (isList(held) ? held.filter(isObject) : []).flatMap((token) => {
    const quote = asText(member(token, "text"));
    return quote === undefined ? [] : [{ start: asOffset(member(token, "start")), end: asOffset(member(token, "end")), quote }];
  });
  const listed = member(record, "spans");
  const spans = (isList(listed) ? listed.filter(isObject) : []).map((span, index): ForeignSpan => {
    const last = member(span, "token_end");
    const end = asOffset(member(span, "end"));
    // The two ends must tell the same story, or the file was written with a wrong idea of one of them.
    if (typeof last === "number" && tokens[last] && tokens[last].end !== end) throw new Malformed(said("token-end", { number: index + 1, end: String(end), token: String(tokens[last].end) }));
    return { id: `s${index + 1}`, field: "cot", label: asText(member(span, "label")) ?? "", start: asOffset(member(span, "start")), end };
  });
  const heads = new Map(spans.map((span, index) => [`${(isObject((listed as readonly JsonObject[])[index]) ? member((listed as readonly JsonObject[])[index]!, "token_end") : "") ?? ""}`, span.id]));
  const links = member(record, "relations");
  const relations = isList(links) ? links.filter(isObject).map((link) => ({ type: asText(member(link, "label")) ?? "relation", from: heads.get(String(member(link, "head"))) ?? "", to: heads.get(String(member(link, "child"))) ?? "" })) : [];
  const meta = member(record, "meta");
  const id = isObject(meta) ? asText(member(meta, "id")) : undefined;
  const prompt = isObject(meta) ? asText(member(meta, "prompt")) : undefined;
  const accepted = (member(record, "answer") ?? "accept") === "accept";
  return {
    ...(id === undefined ? {} : { id }), prompt: prompt ?? "", cot: text, metadata: JSON.stringify(isObject(meta) ? Object.fromEntries(Object.entries(meta).filter(([key]) => key !== "id" && key !== "prompt")) : {}), evidence: tokens,
    annotations: accepted ? [{ by: (asText(member(record, "_annotator_id")) ?? asText(member(record, "_session_id")) ?? ""), spans, relations }] : [],
  };
}
