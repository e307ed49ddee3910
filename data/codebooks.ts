import type { Codebook } from "@/core/codebook/codebook";
import type { Database } from "./database";
import type { CodebookVersion as Row } from "./generated/client";
import { newId } from "./id";

/** One version of a project's codebook; a published one never changes. */
export interface CodebookVersion {
  readonly id: string;
  readonly key: string;
  readonly version: number;
  readonly status: "draft" | "published";
  readonly body: Codebook;
  /** The plan that was accepted when it was published; null for the first. */
  readonly migration: unknown;
  readonly createdAt: Date;
  readonly publishedAt: Date | null;
}

/** Every version, the newest first. */
export const codebooks = async (db: Database, projectId: string): Promise<CodebookVersion[]> =>
  (await db.prisma.codebookVersion.findMany({ where: { projectId }, orderBy: [{ createdAt: "desc" }, { version: "desc" }] })).map(toVersion);

/** From the cache when it was published: the hot path of saving asks for it. */
export async function codebookById(db: Database, projectId: string, id: string): Promise<CodebookVersion | null> {
  const cached = db.caches.codebooks.get(`${projectId} ${id}`);
  if (cached) return cached;
  const row = await db.prisma.codebookVersion.findUnique({ where: { projectId_id: { projectId, id } } });
  const version = row && toVersion(row);
  if (version?.status === "published") db.caches.codebooks.set(`${projectId} ${id}`, version, 1);
  return version;
}

/** The version that new annotations get: the one published last. */
export async function currentCodebook(db: Database, projectId: string): Promise<CodebookVersion | null> {
  const row = await db.prisma.codebookVersion.findFirst({ where: { projectId, status: "published" }, orderBy: [{ publishedAt: "desc" }, { version: "desc" }] });
  return row && toVersion(row);
}

export async function draftCodebook(db: Database, projectId: string): Promise<CodebookVersion | null> {
  const row = await db.prisma.codebookVersion.findFirst({ where: { projectId, status: "draft" } });
  return row && toVersion(row);
}

/** Writes the project's one draft. It carries the number that it will get. */
export async function saveDraft(db: Database, projectId: string, body: Codebook, now: Date): Promise<CodebookVersion> {
  const id = newId();
  await db.transaction(async (within) => {
    await within.query(`DELETE FROM "codebook_version" WHERE "project_id" = $1 AND "status" = 'draft'`, [projectId]);
    await within.query(
      `INSERT INTO "codebook_version" ("project_id", "id", "key", "version", "status", "body", "created_at")
       SELECT $1, $2, $3, coalesce(max("version"), 0) + 1, 'draft', $4::jsonb, $5 FROM "codebook_version" WHERE "project_id" = $1 AND "key" = $3`,
      [projectId, id, body.key, JSON.stringify(body), now]);
  });
  const saved = await codebookById(db, projectId, id);
  if (!saved) throw new Error(`the draft ${id} was replaced while it was saved`);
  return saved;
}

/** null when there is no draft. */
export async function publishDraft(db: Database, projectId: string, migration: unknown, now: Date): Promise<CodebookVersion | null> {
  const [row] = await db.query<{ id: string }>(
    `UPDATE "codebook_version" SET "status" = 'published', "published_at" = $3, "migration" = $2::jsonb WHERE "project_id" = $1 AND "status" = 'draft' RETURNING "id"`,
    [projectId, migration === null || migration === undefined ? null : JSON.stringify(migration), now]);
  return row ? codebookById(db, projectId, row.id) : null;
}

/** The version that was published right after this one, in its stead, and how work was to be carried over; null for the last, and for one that came with a file beside the project's own. */
export async function successorOf(db: Database, projectId: string, id: string): Promise<{ readonly id: string; readonly migration: unknown } | null> {
  const versions = await db.query<{ id: string; migration: unknown }>(`SELECT "id", "migration" FROM "codebook_version" WHERE "project_id" = $1 AND "status" = 'published' ORDER BY "published_at", "version"`, [projectId]);
  const at = versions.findIndex((version) => version.id === id);
  const next = at < 0 ? undefined : versions[at + 1];
  return next && next.migration !== null ? next : null;
}

/** A version that came with a file: made when the project lacks it; "conflict" when the same key and number stand for another body.
 *  An imported version does not become the current one of a project that has one: its publication date is put before all others. */
export async function ensureCodebook(db: Database, projectId: string, { key, version, body }: { readonly key: string; readonly version: number; readonly body: Codebook }, now: Date): Promise<{ readonly id: string } | "conflict"> {
  await db.query(
    `INSERT INTO "codebook_version" ("project_id", "id", "key", "version", "status", "body", "created_at", "published_at")
     SELECT $1, $2, $3, $4::int, 'published', $5::jsonb, $6, coalesce((SELECT min("published_at") - interval '1 millisecond' FROM "codebook_version" WHERE "project_id" = $1 AND "status" = 'published'), $6)
     ON CONFLICT DO NOTHING`,
    [projectId, newId(), key, version, JSON.stringify(body), now]);
  const [held] = await db.query<{ id: string; same: boolean }>(
    `SELECT "id", "body" = $4::jsonb AS same FROM "codebook_version" WHERE "project_id" = $1 AND "key" = $2 AND "version" = $3::int`, [projectId, key, version, JSON.stringify(body)]);
  return held?.same ? { id: held.id } : "conflict";
}

const toVersion = (row: Row): CodebookVersion => ({
  id: row.id, key: row.key, version: row.version, status: row.status as CodebookVersion["status"], body: row.body as unknown as Codebook,
  migration: row.migration, createdAt: row.createdAt, publishedAt: row.publishedAt,
});
