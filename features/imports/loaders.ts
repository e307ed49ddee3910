import type { Database } from "@/data/database";
import type { Import, ImportWarning } from "@/data/imports";
import { importById, imports } from "@/data/imports";
import { filesOf } from "@/data/stored-files";
import type { StoredFile } from "@/data/stored-files";
import type { ImportLine } from "./components/import-table";

/** An import with what became of its rows. */
export interface ImportReport extends ImportLine {
  readonly warnings: readonly ImportWarning[];
  readonly error: string | null;
  readonly stored: readonly { readonly path: string; readonly size: number }[];
}

/** A project's imports, the newest first. */
export const importLines = async (db: Database, projectId: string): Promise<ImportLine[]> =>
  Promise.all((await imports(db, projectId)).map(async (held) => toLine(held, await filesOf(db, projectId, { kind: "import", id: held.id }))));

export async function importReport(db: Database, projectId: string, id: string): Promise<ImportReport | null> {
  const held = await importById(db, projectId, id);
  if (!held) return null;
  const files = await filesOf(db, projectId, { kind: "import", id });
  return { ...toLine(held, files), warnings: held.warnings, error: held.error, stored: files.map(({ path, size }) => ({ path, size })) };
}

const toLine = ({ id, state, read, created, duplicates, repaired, rejected, createdAt, finishedAt }: Import, files: readonly StoredFile[]): ImportLine =>
  ({ id, state, files: files.map(({ path }) => path), read, created, duplicates, repaired, rejected, createdAt: createdAt.toISOString(), finishedAt: finishedAt?.toISOString() ?? null });
