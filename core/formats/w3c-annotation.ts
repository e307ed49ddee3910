import type { Field } from "../annotation/span";
import { FIELDS } from "../annotation/span";
import { repairText } from "../text/canonical";
import { offsetMap, toCodePoint, utf16 } from "../text/offset";
import type { Range } from "../text/offset";
import type { AnnotatedText, ForeignAnnotation, ForeignSpan } from "./annotated-text";
import type { JsonObject, JsonValue } from "./json-text";
import { isList, isObject, member } from "./json-text";
import type { PlacedRow } from "./json-line-rows";
import { Malformed } from "./native-annotation";
import type { Said } from "./said";
import { said } from "./said";
import { asOffset, asText } from "./scalar";
import type { SuppliedText, TextSource } from "./supplied-text";
import type { ReadError } from "./trace-record";
import { rowError } from "./trace-record";

/** W3C Web Annotations (position and quote selectors, code points), gathered by the text that they speak of and by creator. The model points at texts elsewhere: a text is read where the source carries it
 *  (`source: {id, prompt, cot, answer}`, as our own writer does), and else looked for by its address; an address that leads nowhere falls to the only text beside the file, when every span is quoted and every quote stands in it.
 *  A linking annotation between two others is a relation. All annotations of one text are one row: they come in together or are rejected together.
 *  @param fileName names the text where annotations name none */
export async function readW3c(rows: readonly PlacedRow[], texts: TextSource, fileName: string): Promise<readonly (AnnotatedText | ReadError)[]> {
  const found: (AnnotatedText | ReadError)[] = [];
  const groups = new Map<string, Group>();
  for (const placed of rows) {
    if (placed.kind === "error") { found.push(placed); continue; }
    for (const annotation of itemsOf(placed.row.value)) {
      for (const target of targetsOf(annotation)) {
        const { key, ...source } = sourceOf(target);
        const group: Group = groups.get(key) ?? { ...source, first: placed, items: [] };
        groups.set(key, group);
        group.items.push({ annotation, target });
      }
    }
  }
  const links = rows.flatMap((placed) => (placed.kind === "row" ? itemsOf(placed.row.value).flatMap(linkOf) : []));
  const addresses = [...new Set([...groups.values()].flatMap(({ text, address }) => (text === null ? [address ?? fileName] : [])))];
  const known = addresses.length > 0 ? await texts.find(addresses) : new Map<string, readonly SuppliedText[]>();
  const byText = new Map<string, { readonly text: SuppliedText; readonly groups: Group[] }>();
  for (const [key, group] of groups) {
    const text = group.text ?? (await textOf(group, known.get(group.address ?? fileName) ?? [], texts));
    if ("code" in text) { found.push(rowError(group.first, text, originalOf([group]))); continue; }
    const one = group.text ? key : `text ${text.id}`; // texts without ids are told apart by what they say
    const held = byText.get(one) ?? { text, groups: [] };
    byText.set(one, held);
    held.groups.push(group);
  }
  for (const { text, groups: spoken } of byText.values()) {
    try {
      found.push(annotated(text, spoken, links));
    } catch (error) {
      if (!(error instanceof Malformed)) throw error;
      found.push(rowError(spoken[0]!.first, error.said, originalOf(spoken)));
    }
  }
  return found;
}

interface Group {
  readonly first: PlacedRow & { readonly kind: "row" };
  /** The text that the source carries; null: only its address. */
  readonly text: SuppliedText | null;
  /** null: the annotations do not say. */
  readonly address: string | null;
  readonly items: { readonly annotation: JsonObject; readonly target: JsonObject }[];
}

/** Which text is meant when the source is only an address, or why none can be. */
async function textOf(group: Group, named: readonly SuppliedText[], texts: TextSource): Promise<SuppliedText | Said> {
  const count = new Set(group.items.map(({ annotation }) => annotation)).size;
  if (named.length === 1) return named[0]!;
  if (named.length > 1) return said("several-texts", { count, address: group.address ?? "", texts: named.length });
  const quotes = group.items.map(({ target }) => quoteOf(target));
  const sole = quotes.includes(undefined) ? null : await texts.sole();
  if (sole && quotes.every((quote) => FIELDS.some((field) => sole[field]?.includes(quote!)))) return sole;
  return group.address === null ? said("no-address", { count }) : said("no-annotated-text", { count, address: group.address });
}

function annotated(text: SuppliedText, groups: readonly Group[], links: readonly Link[]): AnnotatedText {
  const first = groups[0]!.first;
  const byCreator = new Map<string, ForeignSpan[]>();
  const firstSpan = new Map<string, { readonly by: string; readonly id: string }>();
  let unmarked = 0;
  let number = 0;
  for (const { annotation, target } of groups.flatMap(({ items }) => items)) {
    const by = creatorOf(annotation);
    const spans = byCreator.get(by) ?? [];
    byCreator.set(by, spans);
    const made = spansOf(annotation, target, text, () => `s${++number}`);
    const id = asText(member(annotation, "id"));
    if (made.length > 0 && id !== undefined && !firstSpan.has(id)) firstSpan.set(id, { by, id: made[0]!.id });
    if (made.length === 0) unmarked++;
    spans.push(...made);
  }
  const annotations = [...byCreator].map(([by, spans]): ForeignAnnotation => ({
    by, spans,
    relations: links.flatMap(({ type, from, to }) => { const [a, b] = [firstSpan.get(from), firstSpan.get(to)]; return a && b && a.by === by && b.by === by ? [{ type, from: a.id, to: b.id }] : []; }),
  }));
  return {
    ...text, metadata: "{}", annotations, repairs: first.row.repairs, place: { line: first.line, byteOffset: first.byteOffset }, original: originalOf(groups),
    warnings: [...(unmarked > 0 ? [said("marks-no-text", { count: unmarked })] : []), ...groups.flatMap(({ text: carried, address }) => (carried === null ? [said("attached", { address: address ?? text.id })] : [])).slice(0, 1)],
  };
}

/** The annotations as they came, as one page: what is rejected together is mended together. */
function originalOf(groups: readonly Group[]): string {
  const items = [...new Set(groups.flatMap((group) => group.items.map(({ annotation }) => annotation)))];
  const { first } = groups[0]!;
  if (items.length === 1) return items[0] === first.row.value ? first.text : JSON.stringify(items[0]);
  return JSON.stringify({ "@context": "http://www.w3.org/ns/anno.jsonld", type: "AnnotationPage", items });
}

/** One annotation, or those of a page or collection. */
function itemsOf(value: JsonObject): readonly JsonObject[] {
  const page = member(value, "first");
  const items = member(value, "items") ?? (isObject(page) ? member(page, "items") : undefined);
  return isList(items) ? items.filter(isObject) : [value];
}

/** Targets that are (parts of) texts; a link's are annotations of this file. A target that is only an IRI is a whole text. */
function targetsOf(annotation: JsonObject): readonly JsonObject[] {
  if (linkOf(annotation).length > 0) return [];
  const held = member(annotation, "target");
  return (isList(held) ? held : [held ?? null]).flatMap((target) => (isObject(target) ? [target] : typeof target === "string" ? [{ source: target }] : []));
}

function sourceOf(target: JsonObject): { readonly key: string; readonly text: SuppliedText | null; readonly address: string | null } {
  const source = member(target, "source");
  const cot = isObject(source) ? asText(member(source, "cot")) : undefined;
  if (!isObject(source) || cot === undefined) {
    const address = asText(isObject(source) ? member(source, "id") : source) ?? null;
    return { key: `address ${address}`, text: null, address };
  }
  const id = asText(member(source, "id"));
  const answer = asText(member(source, "answer"));
  return { key: `text ${id ?? cot}`, text: { id: id ?? "", prompt: asText(member(source, "prompt")) ?? "", cot, ...(answer === undefined ? {} : { answer }) }, address: null };
}

const selectorsOf = (target: JsonObject): readonly JsonObject[] => { const held = member(target, "selector"); return (isList(held) ? held : [held ?? null]).filter(isObject); };
const selectorOf = (target: JsonObject, type: string): JsonObject | undefined => selectorsOf(target).find((selector) => member(selector, "type") === type);
const quoteOf = (target: JsonObject): string | undefined => { const quote = selectorOf(target, "TextQuoteSelector"); return quote && asText(member(quote, "exact")); };

/** A span for each tag. Where the selector has a quote and no position, the one place where it stands with its prefix and suffix. @throws Malformed when there is no such place, or several */
function spansOf(annotation: JsonObject, target: JsonObject, text: SuppliedText, nextId: () => string): readonly ForeignSpan[] {
  const field = FIELDS.find((candidate: Field) => candidate === member(target, "scope")) ?? "cot";
  const position = selectorOf(target, "TextPositionSelector");
  const quote = quoteOf(target);
  if (!position && quote === undefined) return [];
  const at = position ? undefined : placeOf(selectorOf(target, "TextQuoteSelector")!, quote!, repairText(text[field] ?? "").text);
  const bodies = bodiesOf(annotation);
  const note = bodies.notes.join("\n");
  return (bodies.tags.length > 0 ? bodies.tags : ["annotation"]).map((label): ForeignSpan => ({
    id: nextId(), field, label, ...(at ? { start: at.start, end: at.end, at } : { start: asOffset(position && member(position, "start")), end: asOffset(position && member(position, "end")) }), ...(quote === undefined ? {} : { quote }), ...(note === "" ? {} : { note }),
  }));
}

function placeOf(selector: JsonObject, quote: string, text: string): Range {
  const [prefix, suffix] = [asText(member(selector, "prefix")) ?? "", asText(member(selector, "suffix")) ?? ""];
  const places: number[] = [];
  for (let at = text.indexOf(prefix + quote + suffix); at >= 0 && quote !== ""; at = text.indexOf(prefix + quote + suffix, at + 1)) places.push(at + prefix.length);
  if (places.length !== 1) throw new Malformed(said("no-such-quote", { quote: JSON.stringify(quote), times: places.length }));
  const map = offsetMap(text);
  return { start: toCodePoint(map, utf16(places[0]!)), end: toCodePoint(map, utf16(places[0]! + quote.length)) };
}

const TAGGING = new Set(["tagging", "classifying", "identifying"]);

/** What the bodies say: tags, which become labels, and notes. A body without a purpose has the annotation's motivation (Web Annotation §3.3.5); without that it is a note. A plain string is a body too. */
function bodiesOf(annotation: JsonObject): { readonly tags: readonly string[]; readonly notes: readonly string[] } {
  const held = member(annotation, "body") ?? member(annotation, "bodyValue");
  const motivation = asText(member(annotation, "motivation"));
  const tags: string[] = [];
  const notes: string[] = [];
  for (const body of isList(held) ? held : [held ?? null]) {
    const value = isObject(body) ? asText(member(body, "value") ?? member(body, "id")) : typeof body === "string" ? body : undefined;
    if (value === undefined || value === "") continue;
    const purpose = (isObject(body) ? asText(member(body, "purpose")) : undefined) ?? motivation;
    (purpose !== undefined && TAGGING.has(purpose) ? tags : notes).push(value);
  }
  return { tags, notes };
}

/** Who made an annotation, as the file names them; never an e-mail address. */
function creatorOf(annotation: JsonObject): string {
  const creator: JsonValue | undefined = member(annotation, "creator");
  const named = isObject(creator) ? (asText(member(creator, "nickname")) ?? asText(member(creator, "name")) ?? asText(member(creator, "id"))) : asText(creator);
  return named === undefined || named.includes("@") ? "" : named;
}

interface Link {
  readonly type: string;
  readonly from: string;
  readonly to: string;
}

/** A linking annotation between two annotations of the file, as a relation; else nothing. */
function linkOf(annotation: JsonObject): readonly Link[] {
  const held = member(annotation, "target");
  if (member(annotation, "motivation") !== "linking" || !isList(held) || held.length !== 2) return [];
  const ends = held.map((end) => (isObject(end) && member(end, "selector") === undefined && member(end, "source") === undefined ? asText(member(end, "id")) : asText(end)));
  const [from, to] = ends;
  return from === undefined || to === undefined ? [] : [{ type: bodiesOf({ ...annotation, motivation: "tagging" }).tags[0] ?? "link", from, to }];
}
