import { Zip, ZipDeflate } from "fflate";
import { FIELDS } from "../annotation/span";
import { isSpanTarget } from "../annotation/relation";
import type { LeftOut } from "./left-out";
import type { ReleaseTrace } from "./native-record";
import type { RecordedAnnotation } from "./trace-record";

/** A zip of brat pairs: one folder an annotation layer, one pair a trace, its CoT as the text; code points. Attributes become A lines, notes # lines, relations to spans R lines.
 *  Entries carry a fixed time, so the same rows give the same bytes. */
export async function* writeBrat(rows: AsyncIterable<ReleaseTrace>, leftOut: LeftOut): AsyncGenerator<Uint8Array> {
  let ready: Uint8Array[] = [];
  const zip = new Zip((error, data) => {
    if (error) throw error;
    ready.push(data);
  });
  const add = (path: string, text: string): void => {
    const file = new ZipDeflate(path, { level: 6 });
    file.mtime = new Date(1980, 0, 1); // zip holds local time: these are its digits everywhere
    zip.add(file);
    file.push(new TextEncoder().encode(text), true);
  };
  const used = new Set<string>();
  for await (const trace of rows) {
    for (const annotation of trace.annotations) {
      const name = freeName(`${fileName(annotation.layer)}/${fileName(trace.id)}${annotation.pass === "truth" ? ".truth" : ""}`, used);
      add(`${name}.txt`, trace.cot);
      add(`${name}.ann`, standoff(annotation, leftOut));
    }
    const out = ready;
    ready = [];
    yield* out;
  }
  zip.end();
  yield* ready;
}

function standoff(annotation: RecordedAnnotation, leftOut: LeftOut): string {
  const spans = annotation.spans.filter(({ field }) => field === FIELDS[1]);
  leftOut.add("spans of the prompt and the answer", annotation.spans.length - spans.length);
  const held = spans.filter(({ quote, start, end }) => start < end && !/[\r\n]/.test(quote));
  leftOut.add("spans over more than one line", spans.length - held.length);
  const ids = new Map(held.map((span, index) => [span.id, `T${index + 1}`]));
  const lines = held.map((span) => `${ids.get(span.id)}\t${word(span.label)} ${span.start} ${span.end}\t${span.quote}`);
  let relations = 0;
  for (const { type, from, to } of annotation.relations) {
    const target = isSpanTarget(to) ? ids.get(to.span) : undefined;
    if (ids.has(from) && target) lines.push(`R${++relations}\t${word(type)} Arg1:${ids.get(from)} Arg2:${target}`);
    else leftOut.add("relations to anchors, to the prompt or to other fields");
  }
  let attributes = 0;
  let notes = 0;
  for (const span of held) {
    for (const [key, value] of Object.entries(span.attributes)) lines.push(`A${++attributes}\t${word(key)} ${ids.get(span.id)} ${word(value)}`);
    if (span.note !== "") lines.push(`#${++notes}\tAnnotatorNotes ${ids.get(span.id)}\t${span.note.replaceAll(/[\r\n]/g, " ")}`);
  }
  leftOut.add("answers", Object.keys(annotation.answers).length);
  return lines.map((line) => `${line}\n`).join("");
}

/** brat's names know no spaces. */
const word = (text: string): string => text.replaceAll(/\s/g, "_") || "_";

const fileName = (text: string): string => text.replaceAll(/[^\p{L}\p{N}._-]/gu, "_").replace(/^\.+/, "_").slice(0, 120) || "_";

function freeName(name: string, used: Set<string>): string {
  let free = name;
  for (let number = 2; used.has(free); number++) free = `${name}-${number}`;
  used.add(free);
  return free;
}
