import { z } from "zod";
import type { Database } from "@/data/database";
import type { SharedTraces } from "@/data/release-comparison";
import { sharedTraces } from "@/data/release-comparison";
import { releaseById } from "@/data/releases";

/** What a manifest of ours says, as far as it is compared; older ones may say less. */
const Manifest = z.object({
  name: z.string(), version: z.string(), frozen_at: z.string(), product_version: z.string(), layer: z.string(), filters: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])),
  codebooks: z.array(z.object({ key: z.string(), version: z.number(), sha256: z.string() })), counts: z.record(z.string(), z.number()),
  files: z.array(z.object({ path: z.string(), size: z.number(), sha256: z.string(), rows: z.number().optional() })),
});

/** What a release was filtered by. */
export type Filters = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** Two values of one thing; null: it is not in that release. */
export interface Pair<Value> {
  readonly name: string;
  readonly first: Value | null;
  readonly second: Value | null;
}

export interface FilePair extends Pair<{ readonly size: number; readonly sha256: string; readonly rows: number | null }> {
  readonly same: boolean;
}

export interface Comparison {
  readonly names: readonly [string, string];
  readonly facts: readonly Pair<string>[];
  /** Of the first and of the second, by their keys in the API. */
  readonly filters: readonly [Filters, Filters];
  readonly counts: readonly Pair<number>[];
  readonly files: readonly FilePair[];
  readonly traces: SharedTraces;
}

/** Two frozen releases held against each other; null when one of them is not there or not frozen. */
export async function compareReleases(db: Database, projectId: string, firstId: string, secondId: string): Promise<Comparison | null> {
  const [a, b] = (await Promise.all([firstId, secondId].map((id) => releaseById(db, projectId, id)))).map((release) => Manifest.safeParse(release?.manifest).data);
  if (!a || !b) return null;
  const traces = await sharedTraces(db, projectId, firstId, secondId);
  const books = ({ codebooks }: typeof a): string => codebooks.map(({ key, version }) => `${key} ${version}`).join(", ");
  const paths = [...new Set([...a.files, ...b.files].map(({ path }) => path))].sort();
  const fileOf = ({ files }: typeof a, path: string): FilePair["first"] => { const file = files.find((one) => one.path === path); return file ? { size: file.size, sha256: file.sha256, rows: file.rows ?? null } : null; };
  return {
    names: [a.name, b.name], traces, filters: [a.filters, b.filters],
    facts: [
      { name: "frozenAt", first: a.frozen_at, second: b.frozen_at }, { name: "version", first: a.version, second: b.version }, { name: "layerField", first: a.layer, second: b.layer },
      { name: "codebooks", first: books(a), second: books(b) }, { name: "productVersion", first: a.product_version, second: b.product_version },
    ],
    counts: ["traces", "annotations", "spans", "relations", "answers"].map((name) => ({ name, first: a.counts[name] ?? null, second: b.counts[name] ?? null })),
    files: paths.map((path) => {
      const [first, second] = [fileOf(a, path), fileOf(b, path)];
      return { name: path, first, second, same: first !== null && first.sha256 === second?.sha256 };
    }),
  };
}
