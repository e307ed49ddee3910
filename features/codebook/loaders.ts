import type { Codebook } from "@/core/codebook/codebook";
import { codebookById, codebooks, currentCodebook, draftCodebook } from "@/data/codebooks";
import type { Database } from "@/data/database";

export interface VersionLine {
  readonly id: string;
  readonly version: number;
  readonly published: Date | null;
}

export interface CodebookPageView {
  readonly shown: { readonly id: string; readonly version: number; readonly published: Date | null; readonly body: Codebook };
  /** Newest first; a draft among them has no date. */
  readonly versions: readonly VersionLine[];
  readonly hasDraft: boolean;
}

/** The codebook to read: the version asked for by number, else the newest published one. null: no such version. */
export async function codebookPage(db: Database, projectId: string, wanted: number | null): Promise<CodebookPageView | null> {
  const [all, current] = await Promise.all([codebooks(db, projectId), currentCodebook(db, projectId)]);
  const chosen = wanted === null ? current : all.find((one) => one.status === "published" && one.version === wanted) ?? null;
  const shown = chosen && await codebookById(db, projectId, chosen.id);
  if (!shown) return null;
  return {
    shown: { id: shown.id, version: shown.version, published: shown.publishedAt, body: shown.body },
    versions: all.map(({ id, version, publishedAt }) => ({ id, version, published: publishedAt })).sort((a, b) => b.version - a.version),
    hasDraft: all.some((one) => one.status === "draft"),
  };
}

export interface DraftView {
  readonly body: Codebook;
  /** The number that the draft will get. */
  readonly version: number;
  readonly current: { readonly version: number; readonly body: Codebook };
}

/** What the editor opens with: the draft, or the current version as the start of one. null: the project has no codebook. */
export async function draftPage(db: Database, projectId: string): Promise<DraftView | null> {
  const [draft, current] = await Promise.all([draftCodebook(db, projectId), currentCodebook(db, projectId)]);
  if (!current) return null;
  return { body: draft?.body ?? current.body, version: draft?.version ?? current.version + 1, current: { version: current.version, body: current.body } };
}
