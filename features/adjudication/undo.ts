import type { Decision } from "@/core/adjudication/decision";
import { applyAll } from "@/core/annotation/apply";
import { invertAll } from "@/core/annotation/invert";
import type { Result } from "@/core/result";
import { fail, succeed } from "@/core/result";
import type { AdjudicationBench } from "@/data/adjudication-bench";
import { operationsSince } from "@/data/annotation-log";
import type { Database } from "@/data/database";
import { newId } from "@/data/id";
import type { Undo } from "./schema";
import type { SettleFault, Settlement } from "./settle";

/** Takes the last step back: its operations inverted, as operations of their own, and the decision as it was before. Undoing this in turn is redoing. */
export async function undoStep(db: Database, projectId: string, bench: AdjudicationBench, { operations: count, decision }: Undo): Promise<Result<Settlement, SettleFault>> {
  const revision = bench.held?.head.revision ?? 0;
  if (!bench.held || count > revision) return fail({ kind: "invalid", fault: { field: "undo.operations", message: `the gold has ${revision}` } });
  const last = count === 0 ? [] : await operationsSince(db, projectId, bench.held.head.id, revision - count, revision);
  if (last.some(({ type }) => type === "submit" || type === "reopen")) return fail({ kind: "invalid", fault: { field: "undo.operations", message: "submitting and reopening are not undone" } });
  const operations = invertAll(last, newId);
  const next = applyAll(bench.gold, operations, bench.context);
  if (!next.ok) return fail({ kind: "refused", refusal: next.error });
  const restored = decision?.restore ?? null;
  if (restored?.span != null && !next.value.spans.has(restored.span)) return fail({ kind: "invalid", fault: { field: "undo.decision.restore.span", message: "the gold then has no such span" } });
  const decisions: Decision[] = decision ? [{ group: decision.group, ...(restored ?? { choice: "undone", layer: null, span: null, reason: "" }) }] : [];
  return succeed({ operations, gold: next.value, decisions });
}
