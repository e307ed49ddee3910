import type { BackupTable } from "@/core/backup/backup-file";
import type { Queryable } from "./database";

/** Sessions end with a restore, and windows of attempts are seconds long. The journal of migrations is the restoring code's own. */
const LEFT_OUT = ["session", "rate_window", "_prisma_migrations"];

/** Every table with its columns (generated ones apart), each after those that it refers to. @throws when tables refer to each other in a circle */
export async function tablesInOrder(db: Queryable): Promise<BackupTable[]> {
  const tables = await db.query<BackupTable & { after: string[] }>(`
    SELECT c.relname AS "table",
      ARRAY(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' ORDER BY a.attnum) AS columns,
      ARRAY(SELECT DISTINCT f.relname::text FROM pg_constraint k JOIN pg_class f ON f.oid = k.confrelid WHERE k.conrelid = c.oid AND k.contype = 'f' AND f.oid <> c.oid) AS after
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = current_schema() AND c.relkind = 'r' AND c.relname <> ALL ($1::text[]) ORDER BY c.relname`, [LEFT_OUT]);
  const ordered: BackupTable[] = [];
  const done = new Set(LEFT_OUT);
  while (ordered.length < tables.length) {
    const ready = tables.filter(({ table, after }) => !done.has(table) && after.every((other) => done.has(other)));
    if (ready.length === 0) throw new Error("Tables refer to each other in a circle and cannot be put in order.");
    for (const { table, columns } of ready) {
      ordered.push({ table, columns });
      done.add(table);
    }
  }
  return ordered;
}
