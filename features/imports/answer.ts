import type { Database } from "@/data/database";
import type { Import } from "@/data/imports";
import { filesOf } from "@/data/stored-files";

/** An import as it goes over the wire. */
export async function toAnswer(db: Database, projectId: string, { plan: _plan, position: _position, createdBy: _by, ...held }: Import) {
  const files = await filesOf(db, projectId, { kind: "import", id: held.id });
  return {
    ...held, createdAt: held.createdAt.toISOString(), finishedAt: held.finishedAt?.toISOString() ?? null,
    files: files.map(({ path, size, complete }) => ({ name: path, path, size, complete })),
  };
}
