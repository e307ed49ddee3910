import type { Database } from "@/data/database";
import type { Import, ImportReject, ImportWarning } from "@/data/imports";
import { importById, imports, rejectsOf } from "@/data/imports";
import { filesOf } from "@/data/stored-files";
import type { StoredFile } from "@/data/stored-files";
import type { ImportLine } from "./components/import-table";

/** An import with what became of its rows. */
export interface ImportReport extends ImportLine {
  readonly warnings: readonly ImportWarning[];
  /** The first of the rejected rows: where they stand and why. */
  readonly rejects: readonly Pick<ImportReject, "file" | "line" | "byteOffset" | "reason" | "code" | "params">[];
  readonly error: string | null;
  readonly stored: readonly { readonly path: string; readonly size: number }[];
}

/** Rejected rows that the page lists; all of them come as a file. */
const REJECTS_SHOWN = 20;

/** A project's imports, the newest first. */
export const importLines = async (db: Database, projectId: string): Promise<ImportLine[]> =>
  Promise.all((await imports(db, projectId)).map(async (held) => toLine(held, await filesOf(db, projectId, { kind: "import", id: held.id }))));

export async function importReport(db: Database, projectId: string, id: string): Promise<ImportReport | null> {
  const held = await importById(db, projectId, id);
  if (!held) return null;
  const [files, rejects] = await Promise.all([filesOf(db, projectId, { kind: "import", id }), held.rejected > 0 ? rejectsOf(db, projectId, id, 0, REJECTS_SHOWN) : []]);
  return { ...toLine(held, files), warnings: held.warnings, rejects: rejects.map(({ ordinal: _ordinal, source: _source, ...place }) => place), error: held.error, stored: files.map(({ path, size }) => ({ path, size })) };
}

const toLine = ({ id, state, read, created, duplicates, repaired, rejected, createdAt, finishedAt }: Import, files: readonly StoredFile[]): ImportLine =>
  ({ id, state, files: files.map(({ path }) => path), read, created, duplicates, repaired, rejected, createdAt: createdAt.toISOString(), finishedAt: finishedAt?.toISOString() ?? null });
