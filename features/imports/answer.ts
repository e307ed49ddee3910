import type { Database } from "@/data/database";
import type { Import } from "@/data/imports";
import { jobById } from "@/data/jobs";
import { filesOf } from "@/data/stored-files";

/** An import as it goes over the wire. */
export async function toAnswer(db: Database, projectId: string, { plan: _plan, position: _position, createdBy: _by, ...held }: Import) {
  const [files, job] = await Promise.all([filesOf(db, projectId, { kind: "import", id: held.id }), held.state === "running" ? jobById(db, projectId, held.id) : null]);
  const { bytes, of } = job?.progress ?? {};
  return {
    ...held, createdAt: held.createdAt.toISOString(), finishedAt: held.finishedAt?.toISOString() ?? null,
    progress: typeof bytes === "number" && typeof of === "number" ? { bytes, of } : null,
    files: files.map(({ path, size, complete }) => ({ name: path, path, size, complete })),
  };
}
