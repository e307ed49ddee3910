import type { Database } from "./database";

/** A project that is not deleted, by id; null otherwise. */
export async function projectById(db: Database, id: string): Promise<{ readonly id: string; readonly slug: string; readonly name: string } | null> {
  return db.prisma.project.findFirst({ where: { id, deletedAt: null }, select: { id: true, slug: true, name: true } });
}
