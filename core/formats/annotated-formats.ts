import type { AnnotatedText } from "./annotated-text";
import { annotatedTraces } from "./annotated-text";
import { anyJsonRows } from "./any-json-rows";
import { readBrat, readLooseStandoff } from "./brat";
import type { NameFacts } from "./checkpoint-name";
import { BrokenStream } from "./decompress";
import { readDoccano } from "./doccano";
import { withFormFacts } from "./form-facts";
import type { ImportPlan } from "./import-plan";
import type { JsonObject } from "./json-text";
import { readLabelStudio } from "./label-studio";
import { Malformed } from "./native-annotation";
import type { AnnotatedFormat } from "./format-kinds";
import { readProdigy } from "./prodigy";
import type { ReadOptions } from "./read-options";
import type { Said } from "./said";
import { said } from "./said";
import { textDecoder } from "./text-encoding";
import type { ReadError, ReadRow } from "./trace-record";
import { rowError } from "./trace-record";
import { readXmi } from "./uima-xmi";
import { readW3c } from "./w3c-annotation";
import { readWebannoTsv } from "./webanno-tsv";
import { wholeFile, wholeText } from "./whole-file";
import { isZip, zipEntries } from "./zip-entries";

/** Rows of an annotation tool's file. The whole file (≤ `maxBytes`) is read before the first row, because the unit of its offsets is one for all of it. Labels are the tool's own: their codebook is `imported-<format>` (see `codebookOfLabels`). Errors come before the texts. */
export async function* annotatedRows(format: AnnotatedFormat, bytes: AsyncIterable<Uint8Array>, plan: ImportPlan, file: NamedFile, options: ReadOptions): AsyncGenerator<ReadRow> {
  const texts: AnnotatedText[] = [];
  for await (const read of gathered(format, bytes, file.path, options)) {
    if ("kind" in read) yield read;
    else texts.push(read);
  }
  for (const row of annotatedTraces(format, `imported-${format}`, texts, plan)) yield row.kind === "error" ? row : { ...row, record: withFormFacts(row.record, plan, file.says) };
}

/** A file's name as the user had it, and what the plan's pattern finds in it. */
export interface NamedFile {
  readonly path: string;
  readonly says: NameFacts;
}

type Gathered = AnnotatedText | ReadError;
const START = { line: 1, byteOffset: 0 };

async function* gathered(format: AnnotatedFormat, bytes: AsyncIterable<Uint8Array>, path: string, options: ReadOptions): AsyncGenerator<Gathered> {
  switch (format) {
    case "label-studio": yield* records(readLabelStudio, bytes, options); return;
    case "doccano": yield* records(readDoccano, bytes, options); return;
    case "prodigy": yield* records(readProdigy, bytes, options); return;
    case "w3c": {
      const rows = [];
      for await (const row of anyJsonRows(bytes, options)) rows.push(row);
      yield* await readW3c(rows, options.texts, path);
      return;
    }
    case "brat": yield* standoff(bytes, path, options); return;
    case "webanno-tsv": yield* document(readWebannoTsv, bytes, options); return;
    case "uima-xmi": yield* document(readXmi, bytes, options);
  }
}

type RecordPart = Omit<AnnotatedText, "place" | "original" | "repairs">;

async function* records(read: (record: JsonObject) => RecordPart, bytes: AsyncIterable<Uint8Array>, options: ReadOptions): AsyncGenerator<Gathered> {
  for await (const placed of anyJsonRows(bytes, options)) {
    if (placed.kind === "error") { yield placed; continue; }
    try {
      yield { ...read(placed.row.value), repairs: placed.row.repairs, place: { line: placed.line, byteOffset: placed.byteOffset }, original: placed.text };
    } catch (error) {
      if (!(error instanceof Malformed)) throw error;
      yield rowError(placed, error.said, placed.text);
    }
  }
}

async function* document(read: (text: string) => Pick<AnnotatedText, "cot" | "annotations" | "evidence"> | Said, bytes: AsyncIterable<Uint8Array>, options: ReadOptions): AsyncGenerator<Gathered> {
  const file = await wholeText(bytes, options.maxBytes);
  const held = read(file.text);
  if (file.broken !== undefined) yield rowError(START, said("breaks-off", { why: file.broken }), file.text);
  else if ("code" in held) yield rowError(START, held, file.text);
  else yield { prompt: "", metadata: "{}", ...held, repairs: file.repairs, place: START, original: file.text };
}

/** An archive of pairs, or one .ann alone: then its text is looked for. */
async function* standoff(bytes: AsyncIterable<Uint8Array>, path: string, options: ReadOptions): AsyncGenerator<Gathered> {
  const file = await wholeFile(bytes, options.maxBytes);
  if (!isZip(file.bytes)) {
    yield await readLooseStandoff(textDecoder("utf-8")(file.bytes).text, path, options.texts);
    if (file.broken === undefined) return;
  }
  if (file.broken !== undefined) { yield rowError(START, said("breaks-off", { why: file.broken })); return; }
  try {
    yield* readBrat(zipEntries(file.bytes, { maxEntries: 100_000, maxBytes: Math.min(options.maxUnpackedBytes, 4 * options.maxBytes) }));
  } catch (error) {
    if (!(error instanceof BrokenStream)) throw error;
    yield rowError(START, said("bad-archive", { why: error.message }));
  }
}
