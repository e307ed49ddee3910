import { isUnanimous } from "@/core/adjudication/align-layers";
import { closeGold } from "@/core/adjudication/close-gold";
import type { Pass } from "@/core/annotation/annotation";
import { adjudicationBench } from "./adjudication-bench";
import { appendGold } from "./append-gold";
import type { Database } from "./database";
import { newId } from "./id";

/** The project's setting: traces on which all finished annotators agree become gold by themselves. */
export const completesUnanimous = (settings: Readonly<Record<string, unknown>>): boolean => settings["completeUnanimous"] === true;

/** Makes and submits the gold of a trace where two or more finished and nobody differs in anything. False: they differ, somebody has begun by hand, or the codebook's checks hold it back. */
export async function completeUnanimous(db: Database, projectId: string, { traceId, pass, accountId, now }: { readonly traceId: string; readonly pass: Pass; readonly accountId: string; readonly now: Date }): Promise<boolean> {
  const bench = await adjudicationBench(db, projectId, traceId, pass);
  if (!bench || (bench.held && bench.held.head.revision > 0) || !isUnanimous(bench.alignment) || bench.alignment.groups.some(({ key }) => !bench.decisions.has(key))) return false;
  const closed = closeGold(bench.gold, bench.context, newId);
  return closed.ok && appendGold(db, projectId, bench, { ...closed.value, decisions: [] }, accountId, now);
}
