import type { Result } from "../result";
import { fail, succeed } from "../result";
import type { NamedFile } from "./annotated-formats";
import { annotatedRows } from "./annotated-formats";
import { namePattern } from "./checkpoint-name";
import { decompress } from "./decompress";
import { delimitedRows } from "./delimited-rows";
import { withFormFacts } from "./form-facts";
import { readImo25Log } from "./imo25-log";
import type { ImportPlan } from "./import-plan";
import { jsonDocumentRows } from "./json-document-rows";
import { jsonLineRows } from "./json-line-rows";
import { mappedRows } from "./mapped-rows";
import { parquetRows } from "./parquet-rows";
import type { ReadOptions } from "./read-options";
import { READ_OPTIONS } from "./read-options";
import { readPlainText } from "./plain-text";
import { RECORD_READERS, recordRows } from "./record-rows";
import { rejectRows } from "./reject-rows";
import { releaseRows } from "./release-zip";
import type { ReadRow } from "./trace-record";
import { readTranscript } from "./transcript";
import { wholeText } from "./whole-file";

/** A file's bytes (compressed or not) to traces and row errors, in file order. Bad content never throws; errors of the source do. */
export type Reader = (chunks: AsyncIterable<Uint8Array>, options?: Partial<ReadOptions>) => AsyncIterable<ReadRow>;

export type PlanRefusal = { readonly kind: "bad-pattern"; readonly reason: string };

/** The reader that a plan asks for. @param fileName as the user had it; only the plan's name pattern looks at it */
export function openReader(plan: ImportPlan, fileName: string): Result<Reader, PlanRefusal> {
  const pattern = namePattern(plan.namePattern);
  if (!pattern.ok) return fail(pattern.error);
  return succeed((chunks, given) => {
    const options = { ...READ_OPTIONS, ...given };
    const bytes = decompress(chunks, { maxBytes: options.maxUnpackedBytes, maxRatio: options.maxRatio });
    if (plan.rejects) return rejectRows(bytes, plan, fileName, options, (read, rows, path) => rowsOf(read, rows, { path, says: pattern.value(path) }, options));
    return rowsOf(plan, bytes, { path: fileName, says: pattern.value(fileName) }, options);
  });
}

function rowsOf(plan: ImportPlan, bytes: AsyncIterable<Uint8Array>, file: NamedFile, options: ReadOptions): AsyncIterable<ReadRow> {
  const name = file.says;
  switch (plan.format) {
    case "native": case "jsonl": case "lm-eval": case "rollouts":
      return mappedRows(jsonLineRows(bytes, options), plan, name);
    case "json": case "inspect":
      return mappedRows(jsonDocumentRows(bytes, plan.rows, options), plan, name);
    case "csv": case "tsv":
      return mappedRows(delimitedRows(bytes, plan.format === "tsv" ? "\t" : "auto", options), plan, name);
    case "parquet":
      return mappedRows(parquetRows(bytes, options), plan, name);
    case "prm800k": case "processbench": case "big-bench-mistake": case "mr-gsm8k": case "prmbench": case "deepseek-math":
      return recordRows(RECORD_READERS[plan.format]!, bytes, plan, name, options);
    case "label-studio": case "doccano": case "prodigy": case "w3c": case "brat": case "webanno-tsv": case "uima-xmi":
      return annotatedRows(plan.format, bytes, plan, file, options);
    case "release":
      return releaseRows(bytes, plan, name, options);
    case "imo25-log": case "transcript": case "text":
      return textRows(plan, bytes, file, options);
  }
}

async function* textRows(plan: ImportPlan, bytes: AsyncIterable<Uint8Array>, { path, says }: NamedFile, options: ReadOptions): AsyncGenerator<ReadRow> {
  const file = await wholeText(bytes, options.maxBytes);
  if (plan.format === "text") yield* readPlainText(file, plan, says, path);
  else for (const row of plan.format === "imo25-log" ? readImo25Log(file) : readTranscript(file, plan)) yield row.kind === "error" ? row : { ...row, record: withFormFacts(row.record, plan, says) };
}
