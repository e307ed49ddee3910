import { currentCodebook } from "@/data/codebooks";
import type { Database } from "@/data/database";
import type { ActorMembership } from "@/web/actor";
import { hiddenAnywhere } from "@/web/blinding";
import { looksOf } from "./figures/looks";
import type { Look } from "./figures/looks";
import { measureEmergence } from "./measure-emergence";
import type { Measured } from "./measure-emergence";
import { EmergenceQuery } from "./schema";

export interface EmergenceView {
  readonly measured: Measured;
  readonly query: EmergenceQuery;
  /** Of the labels that are shown, in their order. */
  readonly looks: readonly Look[];
  /** Every label that could be shown. */
  readonly allLooks: readonly Look[];
  readonly automatic: boolean;
}

/** What the page shows; "blind" while a round hides checkpoints or layers from the reader. A search that makes no sense is read as the default one. */
export async function emergenceView(db: Database, projectId: string, viewer: ActorMembership, { search, language }: { readonly search: Readonly<Record<string, string | string[] | undefined>>; readonly language: string }): Promise<EmergenceView | "blind"> {
  if ((await hiddenAnywhere(db, projectId, viewer)).size > 0) return "blind";
  const query = EmergenceQuery.safeParse(search).data ?? EmergenceQuery.parse({});
  const [measured, codebook] = await Promise.all([measureEmergence(db, projectId, query), currentCodebook(db, projectId)]);
  const body = codebook?.body ?? null;
  const known = body?.labels.map(({ key }) => key) ?? [];
  return {
    measured, query, looks: looksOf(body, measured.labels, language), allLooks: looksOf(body, [...new Set([...known, ...measured.labels])], language), automatic: measured.layer?.startsWith("detector:") === true,
  };
}
