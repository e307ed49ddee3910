import type { Role } from "@/core/access/role";
import type { Codebook } from "@/core/codebook/codebook";
import type { Database } from "./database";
import { newId } from "./id";
import { newHandle } from "./memberships";
import type { Project as Row } from "./generated/client";

export interface Project {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly createdAt: Date;
  readonly deletedAt: Date | null;
}

export interface NewProject {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  /** Account of the owner. */
  readonly ownerId: string;
  readonly codebook: Codebook;
  readonly now: Date;
}

/** The project with its owner and its first codebook version, published; null when the slug is taken (deleted projects keep theirs). */
export const createProject = (db: Database, { id, slug, name, ownerId, codebook, now }: NewProject): Promise<
  { readonly project: Project; readonly membership: { readonly id: string; readonly handle: string; readonly role: Role }; readonly codebookId: string } | null
> =>
  db.transaction(async (within) => {
    const made = await within.query('INSERT INTO "project" ("id", "slug", "name", "created_at") VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING "id"', [id, slug, name, now]);
    if (made.length === 0) return null;
    const membership = { id: newId(), handle: newHandle(), role: "owner" as const };
    await within.query('INSERT INTO "membership" ("project_id", "id", "account_id", "handle", "role", "created_at") VALUES ($1, $2, $3, $4, $5, $6)', [id, membership.id, ownerId, membership.handle, membership.role, now]);
    const codebookId = newId();
    await within.query(
      `INSERT INTO "codebook_version" ("project_id", "id", "key", "version", "status", "body", "created_at", "published_at") VALUES ($1, $2, $3, 1, 'published', $4::jsonb, $5, $5)`,
      [id, codebookId, codebook.key, JSON.stringify(codebook), now]);
    return { project: { id, slug, name, settings: {}, createdAt: now, deletedAt: null }, membership, codebookId };
  });

export const projectBySlug = async (db: Database, slug: string): Promise<Project | null> => {
  const row = await db.prisma.project.findFirst({ where: { slug, deletedAt: null } });
  return row && toProject(row);
};

export const projectById = async (db: Database, projectId: string): Promise<Project | null> => {
  const row = await db.prisma.project.findFirst({ where: { id: projectId, deletedAt: null } });
  return row && toProject(row);
};

/** The projects in which an account has a place, by name; deleted ones left out. */
export const projectsOf = async (db: Database, accountId: string): Promise<(Project & { readonly role: Role })[]> =>
  (await db.prisma.membership.findMany({ where: { accountId, deactivatedAt: null, project: { deletedAt: null } }, include: { project: true }, orderBy: { project: { name: "asc" } } }))
    .map(({ project, role }) => ({ ...toProject(project), role: role as Role }));

export async function updateProject(db: Database, projectId: string, { name, settings }: { readonly name?: string; readonly settings?: Readonly<Record<string, unknown>> }): Promise<Project | null> {
  const [row] = await db.query<{ id: string }>(
    `UPDATE "project" SET "name" = coalesce($2, "name"), "settings" = coalesce($3::jsonb, "settings") WHERE "id" = $1 AND "deleted_at" IS NULL RETURNING "id"`,
    [projectId, name ?? null, settings ? JSON.stringify(settings) : null]);
  if (!row) return null;
  const found = await db.prisma.project.findUnique({ where: { id: projectId } });
  return found && toProject(found);
}

/** Soft: everything stays and can be restored. */
export const deleteProject = async (db: Database, projectId: string, now: Date): Promise<boolean> =>
  (await db.prisma.project.updateMany({ where: { id: projectId, deletedAt: null }, data: { deletedAt: now } })).count > 0;

export const restoreProject = async (db: Database, projectId: string): Promise<boolean> =>
  (await db.prisma.project.updateMany({ where: { id: projectId, deletedAt: { not: null } }, data: { deletedAt: null } })).count > 0;

const toProject = ({ id, slug, name, settings, createdAt, deletedAt }: Row): Project =>
  ({ id, slug, name, settings: settings as Readonly<Record<string, unknown>>, createdAt, deletedAt });
