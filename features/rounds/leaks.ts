import { nameLeaks } from "@/core/access/name-leaks";
import type { Database } from "@/data/database";
import { runs } from "@/data/runs";
import { tracesNaming } from "@/data/traces-naming";
import { offsetsOfTrace, traceById } from "@/data/traces";

const SHOWN = 50;

export interface LeakReport {
  readonly looked: number;
  readonly names: number;
  readonly traces: number;
  readonly items: readonly { readonly trace: string; readonly externalId: string; readonly name: string; readonly field: "prompt" | "cot" | "answer"; readonly at: number }[];
}

/** Texts that say which model or checkpoint wrote them. The database finds where a name stands at all; only those texts are read. */
export async function leaksOf(db: Database, projectId: string, traces: "all" | readonly string[]): Promise<LeakReport> {
  const names = [...new Set((await runs(db, projectId)).flatMap(({ model, checkpoint }) => [model, checkpoint]).filter((name) => name !== ""))];
  const { looked, ids } = await tracesNaming(db, projectId, names, traces === "all" ? null : traces);
  const items: LeakReport["items"][number][] = [];
  let leaking = 0;
  for (const id of ids) {
    const [trace, offsets] = await Promise.all([traceById(db, projectId, id), offsetsOfTrace(db, projectId, id)]);
    const found = trace && offsets ? nameLeaks(offsets, names) : [];
    if (found.length > 0) leaking++;
    if (trace) for (const { name, field, at } of found) if (items.length < SHOWN) items.push({ trace: id, externalId: trace.externalId, name, field, at });
  }
  return { looked, names: names.length, traces: leaking, items };
}
