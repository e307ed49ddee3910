import { detectFormat } from "@/core/formats/detect";
import type { ImportPlan } from "@/core/formats/import-plan";
import type { ReadOptions } from "@/core/formats/read-options";
import { openReader } from "@/core/formats/reader";
import type { ReadRow } from "@/core/formats/trace-record";
import type { Result } from "@/core/result";
import { fail, succeed } from "@/core/result";
import type { Database } from "@/data/database";
import { readFile } from "@/data/stored-files";
import type { StoredFile } from "@/data/stored-files";
import { choosePlan } from "./choose-plan";
import type { PlanChoices } from "./schema";

const ROWS_LOOKED_AT = 20;
/** UTF-16 units of each text that a preview carries. */
const SHOWN = 2000;

/** A file as a plan would read it: nothing is stored for it. */
export interface PlannedFile {
  readonly path: string;
  readonly size: number;
  readonly plan: ImportPlan;
  readonly reasons: readonly string[];
  /** Paths that can be mapped. */
  readonly paths: readonly string[];
  readonly preview: readonly unknown[];
  readonly warnings: readonly { readonly line: number; readonly text: string }[];
  /** Of the rows looked at. */
  readonly rejected: number;
}

/** Detects a stored file's format, puts the choices over it and reads its first rows. @param limits bound what compressed bytes may unpack to */
export async function planFile(db: Database, projectId: string, file: StoredFile, choices: PlanChoices, limits: Partial<ReadOptions>): Promise<Result<PlannedFile, string>> {
  const open = (): AsyncIterable<Uint8Array> => readFile(db, projectId, file.id);
  const { plan: detected, reasons, paths } = await detectFormat(open, file.path, limits);
  const plan = choosePlan(detected, choices);
  const reader = openReader(plan, file.path);
  if (!reader.ok) return fail(reader.error.reason);
  const rows: ReadRow[] = [];
  for await (const row of reader.value(open(), limits)) {
    rows.push(row);
    if (rows.length === ROWS_LOOKED_AT) break;
  }
  return succeed({
    path: file.path, size: file.size, plan, reasons, paths, preview: rows.map(shown),
    warnings: rows.flatMap((row) => (row.kind === "record" ? row.record.warnings.map((text) => ({ line: row.line, text })) : [])),
    rejected: rows.filter(({ kind }) => kind === "error").length,
  });
}

function shown(row: ReadRow): unknown {
  if (row.kind === "error") return { line: row.line, byteOffset: row.byteOffset, reason: row.reason, source: cut(row.source) };
  const { annotations, source: _source, prompt, cot, answer, ...facts } = row.record;
  return {
    line: row.line, byteOffset: row.byteOffset,
    record: {
      ...facts, prompt: cut(prompt), cot: cut(cot), ...(answer === undefined ? {} : { answer: cut(answer) }), annotations: annotations?.length ?? 0,
      /** Of the whole texts, in UTF-16 units: the texts above may be cut. */
      lengths: { prompt: prompt.length, cot: cot.length, answer: answer?.length ?? 0 },
    },
  };
}

/** Never through a surrogate pair. */
const cut = (text: string): string => (text.length <= SHOWN ? text : text.slice(0, (text.charCodeAt(SHOWN) & 0xfc00) === 0xdc00 ? SHOWN - 1 : SHOWN));
