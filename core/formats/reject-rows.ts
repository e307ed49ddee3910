import { jsonLineRows } from "./json-line-rows";
import type { PlacedRow } from "./json-line-rows";
import { isObject, member, parseJson } from "./json-text";
import { mapsFields } from "./format-kinds";
import type { FormatName, ImportPlan } from "./import-plan";
import { planFor } from "./import-plan";
import { NATIVE_FORMAT } from "./native-record";
import { planAsSaid } from "./plan-choices";
import type { ReadOptions } from "./read-options";
import { sourceOfReject, withoutLines } from "./reject-sources";
import type { ReadRow } from "./trace-record";

/** Reads bytes as a plan says; the path is that of the file that they come from. */
type Read = (plan: ImportPlan, bytes: AsyncIterable<Uint8Array>, path: string) => AsyncIterable<ReadRow>;

/** The rows of a rejects file, mended or not, read by its plan as rows of the files that they come from: a step in such a file's name counts as before. Lines and bytes are those of the rejects file. */
export async function* rejectRows(chunks: AsyncIterable<Uint8Array>, plan: ImportPlan, path: string, options: ReadOptions, read: Read): AsyncGenerator<ReadRow> {
  const lines = jsonLineRows(chunks, options);
  const encoder = new TextEncoder();
  let next = await lines.next();
  while (!next.done) {
    const first = asRead(next.value, plan, path);
    const run: Pick<PlacedRow, "line" | "byteOffset">[] = [];
    const sources = async function* (): AsyncGenerator<Uint8Array> {
      while (!next.done) {
        const row = asRead(next.value, plan, path);
        if (run.length > 0 && (first.whole || !sameReader(row, first))) return;
        run.push({ line: next.value.line, byteOffset: next.value.byteOffset });
        next = await lines.next();
        yield encoder.encode(first.whole ? row.source : `${withoutLines(row.source)}\n`);
      }
    };
    for await (const row of read(first.plan, sources(), first.path)) yield { ...row, ...(run[first.whole ? 0 : row.line - 1] ?? {}) };
    if (run.length === 0) return; // a reader that wants no bytes
  }
}

interface Reject {
  readonly source: string;
  readonly path: string;
  readonly plan: ImportPlan;
  /** The source is a document of its own, with lines. */
  readonly whole: boolean;
}

const sameReader = (one: Reject, other: Reject): boolean => one.path === other.path && one.whole === other.whole && one.plan.format === other.plan.format;

/** Formats of which a rejected row is a text of its own, not a line. */
const DOCUMENTS: ReadonlySet<FormatName> = new Set<FormatName>(["csv", "tsv", "webanno-tsv", "uima-xmi", "imo25-log", "transcript", "text"]);

function asRead(placed: PlacedRow, plan: ImportPlan, path: string): Reject {
  const source = sourceOfReject(placed);
  const from = placed.kind === "row" ? member(placed.row.value, "file") : undefined;
  const origin = { source, path: typeof from === "string" ? from : path };
  if (source.startsWith("{")) {
    if (isNative(source)) return { ...origin, plan: { ...planFor("native"), ...factsOf(plan) }, whole: false };
    if (mapsFields(plan.format)) return { ...origin, plan: { ...plan, format: "jsonl", rows: "" }, whole: false }; // a row of any table is written as an object
  }
  // A record of a table is one whatever the plan of the other rows: it stands under its header.
  const table = mapsFields(plan.format) && placed.kind === "row" ? planAsSaid(member(placed.row.value, "plan"))?.format : undefined;
  if (table === "csv" || table === "tsv") return { ...origin, plan: { ...plan, format: table }, whole: true };
  const lines = plan.format === "json" || plan.format === "inspect" || plan.format === "parquet";
  return { ...origin, plan: lines ? { ...plan, format: "jsonl", rows: "" } : plan, whole: DOCUMENTS.has(plan.format) };
}

/** A row that was read, but could not be stored, is written as ours. */
function isNative(source: string): boolean {
  if (!source.includes(NATIVE_FORMAT)) return false;
  try {
    const value = parseJson(source);
    return isObject(value) && member(value, "format") === NATIVE_FORMAT;
  } catch {
    return false;
  }
}

/** What the form says of the rows. */
const factsOf = ({ model, checkpoint, step, dataset, language, namePattern }: ImportPlan): Partial<ImportPlan> =>
  Object.fromEntries(Object.entries({ model, checkpoint, step, dataset, language, namePattern }).filter(([, value]) => value !== undefined));
