import { strFromU8 } from "fflate";
import type { AnnotatedText, ForeignSpan } from "./annotated-text";
import type { Said } from "./said";
import { said } from "./said";
import type { TextSource } from "./supplied-text";
import { textDecoder } from "./text-encoding";
import type { ReadError } from "./trace-record";
import { rowError } from "./trace-record";

/** brat standoff: pairs of name.txt and name.ann out of an archive; offsets are code points. Discontinuous spans keep their outer bounds only where one piece is there; else they are errors of their pair.
 *  T lines are spans, R and * lines and the arguments of E lines relations, A and M lines attributes, # lines notes. */
export function* readBrat(files: ReadonlyMap<string, Uint8Array>): Generator<AnnotatedText | ReadError> {
  let line = 0;
  for (const [path, bytes] of files) {
    if (!path.endsWith(".txt")) continue;
    line++;
    const place = { line, byteOffset: 0 };
    const id = path.slice(0, -4);
    const { text, repairs } = textDecoder("utf-8")(bytes);
    const ann = files.get(`${id}.ann`);
    const read = readStandoff(ann ? strFromU8(ann) : "", `${id}.ann`);
    if ("code" in read) { yield rowError(place, read, ann ? strFromU8(ann) : ""); continue; }
    yield { id: id.slice(id.lastIndexOf("/") + 1), prompt: "", cot: text, metadata: "{}", annotations: ann ? [{ by: "", ...read }] : [], repairs, place, original: text };
  }
  if (line === 0) yield rowError({ line: 1, byteOffset: 0 }, said("no-texts-in-archive"));
}

/** One .ann without its .txt beside it in an archive: the text is looked for under the same name. */
export async function readLooseStandoff(ann: string, path: string, texts: TextSource): Promise<AnnotatedText | ReadError> {
  const place = { line: 1, byteOffset: 0 };
  const read = readStandoff(ann, path);
  if ("code" in read) return rowError(place, read, ann);
  const address = path.replace(/\.ann$/i, ".txt");
  const found = (await texts.find([address])).get(address) ?? [];
  const [text] = found;
  const count = read.spans.length + read.relations.length;
  if (!text || found.length > 1) return rowError(place, text ? said("several-texts", { count, address, texts: found.length }) : said("no-annotated-text", { count, address }), ann);
  return { ...text, metadata: "{}", annotations: [{ by: "", ...read }], repairs: 0, place, original: ann, warnings: [said("attached", { address: text.id })] };
}

interface Standoff {
  readonly spans: readonly ForeignSpan[];
  readonly relations: readonly { readonly type: string; readonly from: string; readonly to: string }[];
}

function readStandoff(ann: string, file: string): Standoff | Said {
  const spans = new Map<string, ForeignSpan>();
  const relations: { type: string; from: string; to: string }[] = [];
  const triggers = new Map<string, string>();
  const later: (() => void)[] = [];
  for (const [index, line] of ann.split("\n").entries()) {
    const [key = "", body = "", rest = ""] = splitTabs(line.endsWith("\r") ? line.slice(0, -1) : line);
    const kind = key[0];
    if (kind === "T") {
      const match = /^(\S+) (\d+) (\d+)$/.exec(body);
      if (!match) return said(body.includes(";") ? "brat-discontinuous" : "brat-not-span", { file, line: index + 1 });
      spans.set(key, { id: key, field: "cot", label: match[1]!, start: Number(match[2]), end: Number(match[3]), quote: rest });
    } else if (kind === "R") {
      const match = /^(\S+) \S+?:(\S+) \S+?:(\S+)/.exec(body);
      if (!match) return said("brat-not-relation", { file, line: index + 1 });
      later.push(() => relations.push({ type: match[1]!, from: resolve(match[2]!), to: resolve(match[3]!) }));
    } else if (kind === "E") {
      const [trigger = "", ...args] = body.split(" ").filter((part) => part !== "");
      const from = trigger.split(":")[1] ?? "";
      triggers.set(key, from);
      later.push(() => { for (const argument of args) relations.push({ type: argument.split(":")[0]!, from, to: resolve(argument.split(":")[1] ?? "") }); });
    } else if (kind === "*") {
      const [type = "", ...members] = body.split(" ");
      later.push(() => { for (const other of members.slice(1)) relations.push({ type, from: resolve(members[0]!), to: resolve(other) }); });
    } else if (kind === "A" || kind === "M") {
      const [name = "", target = "", value = "true"] = body.split(" ");
      later.push(() => { const span = spans.get(resolve(target)); if (span) spans.set(span.id, { ...span, attributes: { ...span.attributes, [name]: value } }); });
    } else if (kind === "#") {
      const target = body.split(" ")[1] ?? "";
      later.push(() => { const span = spans.get(resolve(target)); if (span) spans.set(span.id, { ...span, note: rest }); });
    }
  }
  const resolve = (id: string): string => triggers.get(id) ?? id;
  for (const step of later) step();
  return { spans: [...spans.values()], relations };
}

/** At most three fields: a quote or note may itself hold tabs. */
function splitTabs(line: string): string[] {
  const first = line.indexOf("\t");
  if (first < 0) return [line];
  const second = line.indexOf("\t", first + 1);
  return second < 0 ? [line.slice(0, first), line.slice(first + 1)] : [line.slice(0, first), line.slice(first + 1, second), line.slice(second + 1)];
}
