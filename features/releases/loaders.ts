import { z } from "zod";
import type { Database } from "@/data/database";
import type { ReleaseCounts } from "@/data/release-counts";
import { layersInUse, releaseCounts } from "@/data/release-counts";
import type { Release } from "@/data/releases";
import { releaseById, releases } from "@/data/releases";
import { filesOf } from "@/data/stored-files";
import type { TraceFilter } from "@/data/trace-filter";
import type { ReleaseFile } from "./components/release-files";
import type { ReleaseLine } from "./components/release-table";

export interface ReleaseView extends ReleaseLine {
  readonly error: string | null;
  readonly frozenAt: Date | null;
  readonly files: readonly ReleaseFile[];
}

/** The project's releases, the newest first. */
export const releaseLines = async (db: Database, projectId: string): Promise<ReleaseLine[]> => (await releases(db, projectId)).map(toLine);

/** One release with its files; null when it is not there. */
export async function releaseView(db: Database, projectId: string, id: string): Promise<ReleaseView | null> {
  const [release, files] = await Promise.all([releaseById(db, projectId, id), filesOf(db, projectId, { kind: "release", id })]);
  return release && { ...toLine(release), error: release.error, frozenAt: release.frozenAt, files: files.flatMap(({ path, size, sha256 }) => (sha256 === null ? [] : [{ path, size, sha256, ...factsOf(release.manifest, path) }])).sort((a, b) => (a.path < b.path ? -1 : 1)) };
}

/** What a release of this layer and filter would hold now, and the layers that there are to choose from. */
export async function freezePreview(db: Database, projectId: string, layer: string, filter: TraceFilter): Promise<{ readonly counts: ReleaseCounts; readonly layers: readonly string[] }> {
  const [counts, used] = await Promise.all([releaseCounts(db, projectId, layer, filter), layersInUse(db, projectId)]);
  return { counts, layers: [...new Set(["all", "gold", "dawid-skene", ...used.map((one) => one.layer).filter((one) => /^(annotator|imported):/.test(one))])] };
}

/** What the manifest says of a file; manifests of older releases say less. */
function factsOf(manifest: Release["manifest"], path: string): Pick<ReleaseFile, "rows" | "leftOut" | "notes"> {
  const found = FileFacts.safeParse((Array.isArray(manifest?.["files"]) ? (manifest["files"] as readonly unknown[]) : []).find((file) => typeof file === "object" && file !== null && "path" in file && file.path === path));
  return { rows: found.data?.rows ?? null, leftOut: Object.entries(found.data?.left_out ?? {}).map(([what, count]) => ({ what, count })), notes: found.data?.notes ?? [] };
}
const FileFacts = z.object({ rows: z.number().optional(), left_out: z.record(z.string(), z.number()).optional(), notes: z.array(z.string()).optional() });

const toLine = ({ id, name, state, request, manifest, createdAt }: Release): ReleaseLine =>
  ({ id, name, layer: request.layer, state, traces: countOf(manifest, "traces"), spans: countOf(manifest, "spans"), createdAt: createdAt.toISOString() });

/** manifest.json is our own; what is not as we write it is left out rather than shown wrongly. */
function countOf(manifest: Release["manifest"], name: "traces" | "spans"): number | null {
  const counts = manifest?.["counts"];
  const count: unknown = typeof counts === "object" && counts !== null ? (counts as Readonly<Record<string, unknown>>)[name] : null;
  return typeof count === "number" ? count : null;
}
