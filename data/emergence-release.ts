import { POSTERIOR_LAYER } from "./emergence-layers";
import type { Database } from "./database";

/** The frozen release that holds what was analysed. */
export interface HoldingRelease {
  readonly id: string;
  readonly name: string;
}

/** The newest frozen release that was begun after the last of this work was submitted, holds every one of these traces, and has their layers; null: what is analysed is in no release as it stands.
 *  @param layers of the annotations that were used; an automatic layer is in none
 *  @param submittedAt when the newest of them was submitted; null: not known, and then no release is named */
export async function releaseHolding(db: Database, projectId: string, { layers, traceIds, submittedAt }: { readonly layers: readonly string[]; readonly traceIds: readonly string[]; readonly submittedAt: Date | null }): Promise<HoldingRelease | null> {
  if (traceIds.length === 0 || submittedAt === null) return null;
  const people = layers.every((layer) => layer.startsWith("annotator:"));
  const wanted = layers.length === 1 ? [layers[0]!, ...(people ? ["all"] : [])] : people ? ["all"] : layers.includes(POSTERIOR_LAYER) ? [POSTERIOR_LAYER] : [];
  if (wanted.length === 0) return null;
  const [found] = await db.query<HoldingRelease>(
    `SELECT r."id", r."name" FROM "release" r
     WHERE r."project_id" = $1 AND r."state" = 'frozen' AND r."request" ->> 'layer' = ANY ($2::text[]) AND r."created_at" >= $3::timestamptz
       AND (SELECT count(*) FROM "released_trace" h WHERE h."project_id" = $1 AND h."release_id" = r."id" AND h."trace_id" = ANY ($4::text[])) = $5::int
     ORDER BY r."created_at" DESC, r."id" DESC LIMIT 1`, [projectId, wanted, submittedAt, traceIds, new Set(traceIds).size]);
  return found ?? null;
}
