import type { Database } from "./database";

/** A project that was deleted softly and can still be restored. */
export interface DeletedProject {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly createdAt: Date;
  readonly deletedAt: Date;
}

/** What an account may restore: projects that it owns, or all of them for the server's admin, deleted after `since`. By name. */
export async function restorableProjects(db: Database, { accountId, admin, since }: { readonly accountId: string; readonly admin: boolean; readonly since: Date }): Promise<DeletedProject[]> {
  const rows = await db.prisma.project.findMany({
    where: { deletedAt: { gt: since }, ...(admin ? {} : { memberships: { some: { accountId, role: "owner", deactivatedAt: null } } }) },
    orderBy: { name: "asc" },
  });
  return rows.flatMap(({ id, slug, name, createdAt, deletedAt }) => (deletedAt ? [{ id, slug, name, createdAt, deletedAt }] : []));
}
