import { deflateSync } from "fflate";
import { FIELDS } from "../annotation/span";
import { isSpanTarget } from "../annotation/relation";
import { crc32 } from "./zip-checksum";
import type { LeftOut } from "./left-out";
import { UNANNOTATED } from "./left-out";
import type { ReleaseTrace } from "./native-record";
import type { RecordedAnnotation } from "./trace-record";
import { writeZip } from "./zip-writer";
import type { ZipEntry } from "./zip-writer";

/** A zip of brat pairs: one folder an annotation layer, one pair a trace, its CoT as the text; code points. Attributes become A lines, notes # lines, relations to spans R lines. */
export const writeBrat = (rows: AsyncIterable<ReleaseTrace>, leftOut: LeftOut): AsyncIterable<Uint8Array> => writeZip(pairs(rows, leftOut));

async function* pairs(rows: AsyncIterable<ReleaseTrace>, leftOut: LeftOut): AsyncGenerator<ZipEntry> {
  const used = new Set<string>();
  for await (const trace of rows) {
    if (trace.annotations.length === 0) leftOut.add(UNANNOTATED);
    for (const annotation of trace.annotations) {
      const name = freeName(`${fileName(annotation.layer)}/${fileName(trace.id)}${annotation.pass === "truth" ? ".truth" : ""}`, used);
      yield deflatedEntry(`${name}.txt`, trace.cot);
      yield deflatedEntry(`${name}.ann`, standoff(annotation, leftOut));
    }
  }
}

function deflatedEntry(path: string, text: string): ZipEntry {
  const content = new TextEncoder().encode(text);
  const packed = deflateSync(content, { level: 6 });
  return { path, size: content.length, crc32: crc32(content), deflated: packed.length, bytes: () => [packed] };
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

const fileName = (text: string): string => Array.from(text.replaceAll(/[^\p{L}\p{N}._-]/gu, "_").replace(/^\.+/, "_")).slice(0, 60).join("") || "_"; // 240 bytes at most, which every file system takes

function freeName(name: string, used: Set<string>): string {
  let free = name;
  for (let number = 2; used.has(free); number++) free = `${name}-${number}`;
  used.add(free);
  return free;
}
