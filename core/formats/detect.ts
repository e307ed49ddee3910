import { chatParts } from "./chat-messages";
import { BrokenStream, compressionOf, decompress } from "./decompress";
import { delimitedRows } from "./delimited-rows";
import { names, suggestMapping } from "./field-aliases";
import { findField, parsePath } from "./field-path";
import type { RowContext } from "./field-path";
import { formatOfBytes, formatOfRecord, formatOfText } from "./format-signs";
import type { Said } from "./said";
import { said } from "./said";
import { suggestGeneration } from "./suggest-generation";
import type { FieldMapping, FormatName, ImportPlan } from "./import-plan";
import { planFor, wholeGeneration } from "./import-plan";
import { expand, pathTokens } from "./json-document-rows";
import type { PlacedRow } from "./json-line-rows";
import { jsonLineRows } from "./json-line-rows";
import type { JsonValue } from "./json-text";
import { isList, isObject, member, parseForeign } from "./json-text";
import { parquetRows } from "./parquet-rows";
import { planAsSaid, planOfRejects } from "./plan-choices";
import type { ReadOptions } from "./read-options";
import { READ_OPTIONS } from "./read-options";
import { isReject, rejectSources } from "./reject-sources";
import { asText } from "./scalar";
import { seenInRows } from "./seen-in-rows";
import { encodingOf } from "./text-encoding";
import type { ReadRow } from "./trace-record";
import { readTranscript } from "./transcript";
import { wholeText } from "./whole-file";

/** What a file seems to be, why, and the plan that would read it. */
export interface Detection {
  readonly plan: ImportPlan;
  /** For the dry run: what was seen. */
  readonly reasons: readonly Said[];
  /** Paths that can be mapped, as seen in the first rows. */
  readonly paths: readonly string[];
}

const SAMPLE_ROWS = 20;
/** Lines looked through for one that is an object. */
const ROWS_TRIED = 2_000;
const HEAD_BYTES = 1 << 16;

/** Looks at the start of a file (the whole of a JSON document) and suggests a plan. Anything can be overruled: detection never decides alone.
 *  @param open gives the file's bytes from the start, each time it is called */
export async function detectFormat(open: () => AsyncIterable<Uint8Array>, fileName: string, given?: Partial<ReadOptions>): Promise<Detection> {
  const options = { ...READ_OPTIONS, ...given };
  const unpacked = (): AsyncIterable<Uint8Array> => decompress(open(), { maxBytes: options.maxUnpackedBytes, maxRatio: options.maxRatio });
  const reasons: Said[] = [];
  const packed = compressionOf(await firstBytes(open()));
  if (packed !== "none") reasons.push(said("seen-compressed", { by: packed }));
  const head = await firstBytes(unpacked());
  const bytes = formatOfBytes(head, fileName);
  if (bytes) return bytes.format === "parquet" ? suggest("parquet", "", await tableSamples(parquetRows(unpacked(), options)), [...reasons, bytes.reason]) : { plan: planFor(bytes.format), reasons: [...reasons, bytes.reason], paths: [] };
  const { encoding, bom } = encodingOf(head);
  const text = new TextDecoder(encoding).decode(head.subarray(bom));
  const named = /\.(?:jsonl|ndjson)\b/i.test(fileName);
  if (!/^\s*[{[]/.test(text) || /^\[[^\]]*\] >{5,}/.test(text)) {
    const told = formatOfText(text, fileName);
    const { samples, others, sure } = named || (told.reason.code === "seen-table" && !/\.csv\b/i.test(fileName)) ? await lineSamples(unpacked(), options) : NO_LINES;
    if (sure || (named && samples.length > 0)) return ofLines(samples, others, reasons);
    if (told.format === "transcript") return { plan: planFor("transcript"), reasons: [...reasons, told.reason, ...seenInRows(await printedRows(unpacked(), options))], paths: [] };
    if (told.format !== "csv" && told.format !== "tsv") return { plan: planFor(told.format), reasons: [...reasons, told.reason], paths: [] };
    return suggest(told.format, "", await tableSamples(delimitedRows(unpacked(), told.format === "tsv" ? "\t" : "auto", options)), [...reasons, told.reason]);
  }
  const { samples: lines, others, sure } = await lineSamples(unpacked(), options);
  if (sure && (lines.length > 1 || isRecord(lines[0]!))) {
    if (lines.every(({ value }) => isReject(value))) {
      const inner = await detectFormat(() => rejectSources(unpacked(), options), fileName, given);
      const before = planOfRejects(lines.map(({ value }) => planAsSaid(member(value, "plan"))));
      if (before) return { plan: { ...before, rejects: true }, reasons: [...reasons, said("seen-rejects"), said("seen-plan-kept")], paths: inner.paths };
      return { ...inner, plan: { ...inner.plan, rejects: true }, reasons: [...reasons, said("seen-rejects"), ...inner.reasons] };
    }
    return ofLines(lines, others, reasons);
  }
  const document = await wholeText(unpacked(), options.maxBytes);
  let value: JsonValue;
  try {
    ({ value } = parseForeign(document.text));
  } catch (error) {
    if (named && lines.length > 0) return ofLines(lines, others, reasons);
    return { plan: planFor("json", undefined, text.trimStart().startsWith("[") ? "[]" : ""), reasons: [...reasons, said("seen-broken-json", { why: error instanceof Error ? error.message : "" })], paths: [] };
  }
  reasons.push(said("seen-document"));
  const first = (isList(value) ? value : [value]).filter(isObject).slice(0, SAMPLE_ROWS);
  const known = particular(first.map((held) => ({ value: held, parents: [] })), reasons);
  if (known) return known;
  if (isObject(value) && isObject(member(value, "eval")) && isList(member(value, "samples"))) return ofLog("inspect", recordsAt(value, "samples[]"), [...reasons, said("seen-inspect")]);
  const rows = rowsPath(value);
  reasons.push(rows === "" ? said("seen-one-record") : said("seen-records-at", { path: rows }));
  return suggest("json", rows, recordsAt(value, rows), reasons);
}

const recordsAt = (document: JsonValue, rows: string): readonly RowContext[] =>
  expand(document, pathTokens(rows)).slice(0, SAMPLE_ROWS).flatMap((place): RowContext[] => (isObject(place.value) ? [{ value: place.value, parents: place.parents }] : []));

/** Whether the only line of a file is a record, not a document that holds records. */
function isRecord(row: RowContext): boolean {
  const { prompt, cot, messages } = suggestMapping([row]);
  return (prompt !== undefined && cot !== undefined) || messages !== undefined || formatOfRecord(row.value) !== null || rowsPath(row.value) === "";
}

/** A plan for a format whose records show what they are. */
function particular(samples: readonly RowContext[], reasons: readonly Said[]): Detection | undefined {
  const told = samples.map(({ value }) => formatOfRecord(value)).find((sign) => sign !== null);
  if (!told) return undefined;
  return told.format === "lm-eval" || told.format === "rollouts" ? ofLog(told.format, samples, [...reasons, told.reason]) : { plan: planFor(told.format), reasons: [...reasons, told.reason], paths: pathsOf(samples) };
}

async function tableSamples(rows: AsyncIterable<PlacedRow>): Promise<readonly RowContext[]> {
  const samples: RowContext[] = [];
  let seen = 0;
  for await (const placed of rows) {
    if (placed.kind === "row") samples.push(placed.row);
    if (++seen >= SAMPLE_ROWS) break;
  }
  return samples;
}

/** The first rows of a printed log, each response whole: the plan will cut it. */
async function printedRows(chunks: AsyncIterable<Uint8Array>, options: ReadOptions): Promise<readonly ReadRow[]> {
  return [...readTranscript(await wholeText(chunks, options.maxBytes), { ...planFor("transcript"), generation: wholeGeneration })].slice(0, SAMPLE_ROWS);
}

function suggest(format: FormatName, rows: string, samples: readonly RowContext[], reasons: readonly Said[]): Detection {
  const mapping = mappingOf(samples);
  const { generation, reasons: why } = generationOf(mapping, samples);
  const named = Object.entries(mapping).flatMap(([field, path]) => (path === field ? [] : [said("seen-taken-from", { field, path })]));
  return { plan: { ...planFor(format, mapping, rows), generation }, reasons: [...reasons, ...named, ...otherShapes(mapping, samples), ...why], paths: pathsOf(samples) };
}

/** What the first rows show of the generation: under a key of its own, or as the last turn of a chat. */
function generationOf(mapping: FieldMapping, samples: readonly RowContext[]): ReturnType<typeof suggestGeneration> {
  return suggestGeneration(samples.flatMap((row) => {
    const chat = mapping.messages === undefined ? undefined : chatParts(findField(parsePath(mapping.messages), row)?.value ?? null);
    const text = textAt(mapping, "cot", row) ?? chat?.reasoning ?? chat?.content;
    return text === undefined ? [] : [{ prompt: textAt(mapping, "prompt", row) ?? chat?.prompt ?? "", text }];
  }));
}

/** A log's own plan, with what its first rows show of the generation. */
function ofLog(format: FormatName, samples: readonly RowContext[], reasons: readonly Said[]): Detection {
  const plan = planFor(format);
  const { generation, reasons: why } = generationOf(plan.mapping, samples);
  return { plan: { ...plan, generation }, reasons: [...reasons, ...why], paths: pathsOf(samples) };
}

/** The mapping of the rows, or of what each of them holds under one key, where nothing generated stands beside it. */
function mappingOf(samples: readonly RowContext[]): FieldMapping {
  const outer = suggestMapping(samples);
  if (outer.cot !== undefined || outer.messages !== undefined) return outer;
  for (const key of Object.keys(samples[0]?.value ?? {})) {
    const held = samples.flatMap(({ value }): RowContext[] => { const within = member(value, key); return isObject(within) ? [{ value: within, parents: [] }] : []; });
    const inner = held.length < samples.length ? {} : suggestMapping(held);
    if (inner.cot === undefined && inner.messages === undefined) continue;
    return { ...outer, ...Object.fromEntries(Object.entries(inner).map(([field, path]) => [field, path.split("|").map((one) => `${key}.${one}`).join("|")])) };
  }
  return outer;
}

/** Rows that the mapping finds no prompt or no CoT in: they will be rejected, each with what it has instead. */
function otherShapes({ prompt, cot, messages }: FieldMapping, samples: readonly RowContext[]): readonly Said[] {
  const lost = samples.filter((row) => !(messages !== undefined && names(row, messages)) && [prompt, cot].some((path) => path !== undefined && !names(row, path)));
  return lost.length === 0 ? [] : [said("seen-other-shape", { count: lost.length, total: samples.length, keys: Object.keys(lost[0]!.value).slice(0, 8).join(", ") })];
}

function textAt(mapping: FieldMapping, field: "prompt" | "cot", row: RowContext): string | undefined {
  const path = mapping[field];
  const found = path === undefined ? undefined : findField(parsePath(path), row);
  return asText(found?.each && isList(found.value) ? (found.value.find((item) => typeof item === "string") ?? undefined) : found?.value);
}

/** Objects on lines of their own, from the first of them on: some files begin with lines of a log. Sure that the file is JSON Lines: it begins with one, or they are as many as the other lines up to there, or two and nearly all from there on. */
async function lineSamples(chunks: AsyncIterable<Uint8Array>, options: ReadOptions): Promise<Lines> {
  const samples: RowContext[] = [];
  let [before, others] = [0, 0];
  for await (const placed of jsonLineRows(chunks, options)) {
    if (placed.kind === "row") samples.push(placed.row);
    else if (samples.length === 0) before++;
    else others++;
    if (samples.length + others >= SAMPLE_ROWS || before >= ROWS_TRIED) break;
  }
  return { samples, others: before + others, sure: samples.length > 0 && (before === 0 || samples.length >= before + others || (samples.length > 1 && samples.length >= 4 * others)) };
}

interface Lines {
  readonly samples: readonly RowContext[];
  /** Lines looked at that are none. */
  readonly others: number;
  readonly sure: boolean;
}
const NO_LINES: Lines = { samples: [], others: 0, sure: false };

const ofLines = (lines: readonly RowContext[], others: number, before: readonly Said[]): Detection => {
  const reasons = [...before, others > 0 ? said("seen-some-lines", { count: lines.length, others }) : said("seen-lines", { count: lines.length })];
  return particular(lines, reasons) ?? suggest("jsonl", "", lines, reasons);
};

/** Where the records of a document are: the list of objects that holds the most text of its own, among those with something generated if there are any; of two that hold about the same, the inner one. */
function rowsPath(document: JsonValue): string {
  const paths = new Set<string>();
  const visit = (value: JsonValue, path: string, depth: number): void => {
    if (depth > 6) return;
    if (isList(value)) {
      const first = value.find(isObject);
      if (!first) return;
      paths.add(`${path}[]`);
      for (const [key, item] of Object.entries(first)) visit(item, `${path}[].${key}`, depth + 1);
    } else if (isObject(value)) for (const [key, item] of Object.entries(value)) visit(item, path === "" ? key : `${path}.${key}`, depth + 1);
    else if (typeof value === "string" && holdsLines(value)) paths.add(`${path}[]`);
  };
  visit(document, "", 0);
  let best = { path: "", text: isObject(document) ? ownText(document) : 0, generated: false };
  for (const path of paths) {
    const places = expand(document, pathTokens(path));
    const text = places.reduce((sum, { value }) => sum + (isObject(value) ? ownText(value) : 0), 0);
    const generated = suggestMapping(places.slice(0, SAMPLE_ROWS).flatMap(({ value, parents }) => (isObject(value) ? [{ value, parents }] : []))).cot !== undefined;
    if (text > 0 && (generated === best.generated ? text >= best.text * 0.8 : generated)) best = { path, text, generated };
  }
  return best.path;
}

/** Whether a string holds JSON Lines: two of its first lines are objects. One alone may be the arguments of a call. */
const holdsLines = (text: string): boolean => /^\s*\{/.test(text) && expand(text.split("\n", SAMPLE_ROWS).join("\n"), ["[]"]).filter(({ value }) => isObject(value)).length > 1;

/** Characters of text that an object holds itself, in strings and lists of strings. */
function ownText(object: { readonly [key: string]: JsonValue }): number {
  let sum = 0;
  for (const value of Object.values(object)) {
    if (typeof value === "string") sum += value.length;
    else if (isList(value)) for (const item of value) if (typeof item === "string") sum += item.length;
  }
  return sum;
}

function pathsOf(samples: readonly RowContext[]): readonly string[] {
  const paths = new Set<string>();
  const visit = (value: JsonValue, path: string, depth: number): void => {
    if (isObject(value) && depth < 4) for (const [key, item] of Object.entries(value)) visit(item, path === "" ? key : `${path}.${key}`, depth + 1);
    else if (isList(value) && depth < 4 && value.length > 0) visit(value[0]!, `${path}[]`, depth + 1);
    else paths.add(path);
  };
  for (const row of samples) for (const owner of [row.value, ...row.parents]) visit(owner, "", 0);
  return [...paths].slice(0, 200);
}

/** The first 64 KiB. */
async function firstBytes(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const head = new Uint8Array(HEAD_BYTES);
  let size = 0;
  try {
    for await (const chunk of chunks) {
      head.set(chunk.subarray(0, HEAD_BYTES - size), size);
      size = Math.min(HEAD_BYTES, size + chunk.length);
      if (size === HEAD_BYTES) break;
    }
  } catch (error) {
    if (!(error instanceof BrokenStream)) throw error; // a broken file is reported when it is read
  }
  return head.subarray(0, size);
}
