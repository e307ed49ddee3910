import { detectFormat, type Detection } from "@/core/formats/detect";
import type { ImportPlan } from "@/core/formats/import-plan";
import { openReader } from "@/core/formats/reader";
import type { ReadRow } from "@/core/formats/trace-record";

/** Rows that a dry run shows. */
export const ROWS_SHOWN = 12;
const PIECE = 1 << 18;

/** What a plan makes of a file's first rows. Nothing leaves the browser for it. */
export type DryRun =
  | { readonly kind: "rows"; readonly rows: readonly ReadRow[]; /** There are more rows than shown. */ readonly more: boolean }
  | { readonly kind: "refused"; readonly reason: string };

/** A file's bytes from the start, in pieces. */
export async function* fileChunks(file: Blob): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < file.size; at += PIECE) yield new Uint8Array(await file.slice(at, at + PIECE).arrayBuffer());
}

export const detect = (file: File): Promise<Detection> => detectFormat(() => fileChunks(file), file.name);

/** Reads the first rows by the plan, with the code that the server runs. */
export async function dryRun(file: File, plan: ImportPlan): Promise<DryRun> {
  const reader = openReader(plan, file.name);
  if (!reader.ok) return { kind: "refused", reason: reader.error.reason };
  const rows: ReadRow[] = [];
  for await (const row of reader.value(fileChunks(file))) {
    if (rows.length === ROWS_SHOWN) return { kind: "rows", rows, more: true };
    rows.push(row);
  }
  return { kind: "rows", rows, more: false };
}
