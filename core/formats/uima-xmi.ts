import { XMLParser } from "fast-xml-parser";
import type { AnnotatedText, ForeignSpan } from "./annotated-text";
import type { JsonObject, JsonValue } from "./json-text";
import { isList, isObject, member } from "./json-text";
import type { Said } from "./said";
import { said } from "./said";
import { asText } from "./scalar";

/** Layout and housekeeping of DKPro: no annotation. */
const NO_SPANS = new Set(["DocumentMetaData", "Token", "Sentence", "Paragraph", "DocumentAnnotation", "Sofa", "View", "NULL", "TagsetDescription"]);

export type XmiDocument = Pick<AnnotatedText, "cot" | "annotations" | "evidence">;

/** A UIMA CAS as XMI: the Sofa's text, and every element with `begin` and `end` (UTF-16) as a span whose label is its `value`, else its type; references between such elements (`next`, `links` → `target`, Governor / Dependent) are relations.
 *  A document type declaration is refused: entities of a file are never expanded. @returns the reason when there is nothing to read */
export function readXmi(xml: string): XmiDocument | Said {
  if (/<!DOCTYPE|<!ENTITY/i.test(xml)) return said("xml-doctype");
  let root: JsonValue;
  try {
    root = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: "", removeNSPrefix: true, parseAttributeValue: false, parseTagValue: false, processEntities: false, trimValues: false, isArray: (_name, path) => String(path).split(".").length === 2 }).parse(xml, true) as JsonValue;
  } catch (error) {
    return said("not-xml", { why: error instanceof Error ? error.message : String(error) });
  }
  const document = isObject(root) ? member(root, "XMI") : undefined;
  if (!isObject(document)) return said("no-xmi");
  const elements = Object.entries(document).flatMap(([type, value]) => (isList(value) ? value.filter(isObject).map((element) => ({ type, element })) : []));
  const sofas = elements.filter(({ type }) => type === "Sofa");
  const sofa = sofas.find(({ element }) => asText(member(element, "sofaID")) === "_InitialView") ?? sofas[0];
  const text = sofa && asText(member(sofa.element, "sofaString"));
  if (!sofa || text === undefined) return said("no-sofa");
  const sofaId = asText(member(sofa.element, "id"));
  const placed = elements.filter(({ type, element }) => !NO_SPANS.has(type) && asText(member(element, "sofa")) === sofaId && /^\d+$/.test(attribute(element, "begin")) && /^\d+$/.test(attribute(element, "end")));
  const ids = new Map(placed.map(({ element }, index) => [attribute(element, "id"), `s${index + 1}`]));
  const cot = unescapeXml(text);
  const spans = placed.map(({ type, element }, index): ForeignSpan => {
    const start = Number(attribute(element, "begin"));
    const end = Number(attribute(element, "end"));
    return { id: `s${index + 1}`, field: "cot", label: unescapeXml(attribute(element, "value")) || type, start, end, ...(end <= cot.length ? { quote: cot.slice(start, end) } : {}) };
  });
  return { cot, annotations: [{ by: "", spans, relations: relationsOf(placed.map(({ element }) => element), elements.map(({ element }) => element), ids) }] };
}

const attribute = (element: JsonObject, name: string): string => asText(member(element, name)) ?? "";

function relationsOf(placed: readonly JsonObject[], all: readonly JsonObject[], ids: ReadonlyMap<string, string>) {
  const byId = new Map(all.map((element) => [attribute(element, "id"), element]));
  return placed.flatMap((element) => {
    const from = ids.get(attribute(element, "id"))!;
    const next = ids.get(attribute(element, "next"));
    const ends = [attribute(element, "Governor"), attribute(element, "Dependent")].map((id) => ids.get(id));
    const slots = attribute(element, "links").split(" ").flatMap((link) => {
      const held = byId.get(link);
      const to = held && ids.get(attribute(held, "target"));
      return held && to ? [{ type: unescapeXml(attribute(held, "role")) || "link", from, to }] : [];
    });
    return [...(next ? [{ type: "next", from, to: next }] : []), ...(ends[0] && ends[1] ? [{ type: attribute(element, "DependencyType") || "depends_on", from: ends[1], to: ends[0] }] : []), ...slots];
  });
}

const NAMED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** The five predefined entities and character references (XML 1.0 §4.1, §4.6); anything else stays as it is written. */
const unescapeXml = (text: string): string => text.replace(/&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(amp|lt|gt|quot|apos));/g, (whole, decimal?: string, hex?: string, name?: string) => {
  if (name !== undefined) return NAMED[name]!;
  const code = decimal !== undefined ? Number(decimal) : Number.parseInt(hex!, 16);
  return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
});
