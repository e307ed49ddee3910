import type { Result } from "../result";
import { fail, succeed } from "../result";
import { namePattern } from "./checkpoint-name";
import { decompress } from "./decompress";
import { delimitedRows } from "./delimited-rows";
import type { ImportPlan } from "./import-plan";
import { jsonDocumentRows } from "./json-document-rows";
import { jsonLineRows } from "./json-line-rows";
import { mappedRows } from "./mapped-rows";
import { parquetRows } from "./parquet-rows";
import type { ReadOptions } from "./read-options";
import { READ_OPTIONS } from "./read-options";
import type { ReadRow } from "./trace-record";

/** A file's bytes (compressed or not) to traces and row errors, in file order. Bad content never throws; errors of the source do. */
export type Reader = (chunks: AsyncIterable<Uint8Array>, options?: Partial<ReadOptions>) => AsyncIterable<ReadRow>;

export type PlanRefusal = { readonly kind: "bad-pattern"; readonly reason: string };

/** The reader that a plan asks for. @param fileName as the user had it; only used for the plan's name pattern and data set */
export function openReader(plan: ImportPlan, fileName: string): Result<Reader, PlanRefusal> {
  const pattern = namePattern(plan.namePattern);
  if (!pattern.ok) return fail(pattern.error);
  const name = pattern.value(fileName);
  return succeed((chunks, given) => {
    const options = { ...READ_OPTIONS, ...given };
    const bytes = decompress(chunks, { maxBytes: options.maxUnpackedBytes, maxRatio: options.maxRatio });
    switch (plan.format) {
      case "native":
      case "jsonl":
        return mappedRows(jsonLineRows(bytes, options), plan, name);
      case "json":
        return mappedRows(jsonDocumentRows(bytes, plan.rows, options), plan, name);
      case "csv":
      case "tsv":
        return mappedRows(delimitedRows(bytes, plan.format === "tsv" ? "\t" : "auto", options), plan, name);
      case "parquet":
        return mappedRows(parquetRows(bytes, options), plan, name);
    }
  });
}
