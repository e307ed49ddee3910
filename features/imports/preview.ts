import { detectFormat } from "@/core/formats/detect";
import type { ImportPlan } from "@/core/formats/import-plan";
import type { PlanChoices } from "@/core/formats/plan-choices";
import type { ReadOptions } from "@/core/formats/read-options";
import { openReader } from "@/core/formats/reader";
import type { Said } from "@/core/formats/said";
import { inEnglish } from "@/core/formats/said";
import { seenInRows, withSeen } from "@/core/formats/seen-in-rows";
import type { ReadRow } from "@/core/formats/trace-record";
import type { Result } from "@/core/result";
import { fail, succeed } from "@/core/result";
import type { Database } from "@/data/database";
import { readFile } from "@/data/stored-files";
import { suppliedTexts } from "@/jobs/supplied-texts";
import type { StoredFile } from "@/data/stored-files";
import { choosePlan } from "./choose-plan";

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
  readonly warnings: readonly ({ readonly line: number; readonly text: string } & Said)[];
  /** Of the rows looked at. */
  readonly rejected: number;
}

/** Detects the formats of an import's files, puts the choices over them and reads the first rows of each, with the other files and the project at hand for annotations that speak of their texts.
 *  @param choicesOf what a person chose for a file @param limits bound what compressed bytes may unpack to */
export async function planFiles(db: Database, projectId: string, files: readonly StoredFile[], choicesOf: (path: string) => PlanChoices, limits: () => Partial<ReadOptions>): Promise<Result<readonly PlannedFile[], string>> {
  const detected = [];
  for (const file of files) {
    const open = (): AsyncIterable<Uint8Array> => readFile(db, projectId, file.id);
    const found = await detectFormat(open, file.path, limits());
    detected.push({ ...found, file, path: file.path, open, plan: choosePlan(found.plan, choicesOf(file.path)) });
  }
  const texts = suppliedTexts(db, projectId, detected, limits());
  const planned: PlannedFile[] = [];
  for (const { file: { path, size }, open, plan, reasons, paths } of detected) {
    const reader = openReader(plan, path);
    if (!reader.ok) return fail(reader.error.reason);
    const rows: ReadRow[] = [];
    for await (const row of reader.value(open(), { ...limits(), texts })) {
      rows.push(row);
      if (rows.length === ROWS_LOOKED_AT) break;
    }
    planned.push({
      path, size, plan, reasons: withSeen(reasons, seenInRows(rows)).map(inEnglish), paths, preview: rows.map(shown),
      warnings: rows.flatMap((row) => (row.kind === "record" ? row.record.warnings.map((warning) => ({ line: row.line, text: inEnglish(warning), ...warning })) : [])),
      rejected: rows.filter(({ kind }) => kind === "error").length,
    });
  }
  return succeed(planned);
}

function shown(row: ReadRow): unknown {
  if (row.kind === "error") return { line: row.line, byteOffset: row.byteOffset, reason: row.reason, code: row.code, params: row.params, source: cut(row.source) };
  const { annotations, source: _source, prompt, cot, answer, warnings, ...facts } = row.record;
  return {
    line: row.line, byteOffset: row.byteOffset,
    record: {
      ...facts, warnings: warnings.map(inEnglish), prompt: cut(prompt), cot: cut(cot), ...(answer === undefined ? {} : { answer: cut(answer) }), annotations: annotations?.length ?? 0,
      /** Of the whole texts, in UTF-16 units: the texts above may be cut. */
      lengths: { prompt: prompt.length, cot: cot.length, answer: answer?.length ?? 0 },
    },
  };
}

/** Never through a surrogate pair. */
const cut = (text: string): string => (text.length <= SHOWN ? text : text.slice(0, (text.charCodeAt(SHOWN) & 0xfc00) === 0xdc00 ? SHOWN - 1 : SHOWN));
