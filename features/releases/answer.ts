import type { Database } from "@/data/database";
import { jobById } from "@/data/jobs";
import type { Release } from "@/data/releases";
import { filesOf } from "@/data/stored-files";

/** A release as it goes over the wire. Files are listed once it is frozen. */
export async function toAnswer(db: Database, projectId: string, { createdBy: _by, ...release }: Release) {
  const [job, files] = await Promise.all([
    release.state === "building" ? jobById(db, projectId, release.id) : null,
    release.state === "frozen" ? filesOf(db, projectId, { kind: "release", id: release.id }) : [],
  ]);
  return {
    ...release, progress: job?.progress ?? null, files: files.map(({ path, size, sha256, contentType }) => ({ path, size, sha256, contentType })),
    createdAt: release.createdAt.toISOString(), frozenAt: release.frozenAt?.toISOString() ?? null,
  };
}
