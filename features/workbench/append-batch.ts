import type { AnnotationContext } from "@/core/annotation/context";
import type { Operation } from "@/core/annotation/operation";
import { planAppend } from "@/core/annotation/plan-append";
import type { Refusal } from "@/core/annotation/refusal";
import type { WireOperation } from "@/core/annotation/wire-operation";
import { loggedOperations, operationsSince } from "@/data/annotation-log";
import type { HeldAnnotation } from "@/data/annotations";
import { refreshed } from "@/data/annotations";
import { appendOperations } from "@/data/append-operations";
import type { Database } from "@/data/database";
import { isSettled } from "@/data/settled";

export interface Batch {
  readonly revision: number;
  readonly operations: readonly WireOperation[];
}

export interface Author {
  readonly accountId: string;
  /** A researcher may reopen what was adjudicated or released. */
  readonly mayReopenSettled: boolean;
  readonly now: Date;
}

/** What became of a batch (contract.md, Operations protocol). */
export type AppendOutcome =
  | { readonly kind: "saved"; readonly revision: number }
  | { readonly kind: "stale"; readonly revision: number; readonly missing: readonly Operation[] }
  | { readonly kind: "refused"; readonly refusal: Refusal }
  | { readonly kind: "settled" }
  | { readonly kind: "gone" };

const NOTHING_LOGGED: ReadonlyMap<string, Operation> = new Map();
const MOST_RACES = 4;

/** Appends a batch to the caller's annotation. The usual save (on the current revision, never sent before) is one statement; anything unusual —
 *  a base that is not the one this process knows, a refusal, a lost race — is settled against the database: the batch may be one that was logged already. */
export async function appendBatch(db: Database, projectId: string, held: HeldAnnotation, batch: Batch, context: AnnotationContext, author: Author): Promise<AppendOutcome> {
  if (batch.revision === held.head.revision) {
    const plan = planAppend(held.annotation, NOTHING_LOGGED, batch.revision, batch.operations, context);
    if (plan.ok && plan.value.kind === "append") {
      const revision = await appendOperations(db, projectId, { head: held.head, base: batch.revision, operations: plan.value.operations, next: plan.value.annotation, ...author });
      if (revision !== null) return { kind: "saved", revision };
    }
  }
  for (let race = 0; race < MOST_RACES; race++) {
    const outcome = await settle(db, projectId, held.head.id, batch, context, author);
    if (outcome) return outcome;
  }
  throw new Error(`annotation ${held.head.id}: ${MOST_RACES} races were lost one after the other`);
}

/** null: another batch was appended in between. */
async function settle(db: Database, projectId: string, annotationId: string, batch: Batch, context: AnnotationContext, author: Author): Promise<AppendOutcome | null> {
  const held = await refreshed(db, projectId, annotationId);
  if (!held) return { kind: "gone" };
  // The log after the head: the twin of this batch may be appended in between, and is then found here instead of being a conflict.
  const logged = await loggedOperations(db, projectId, annotationId, batch.operations.map(({ opId }) => opId));
  const plan = planAppend(held.annotation, logged, batch.revision, batch.operations, context);
  if (!plan.ok) return { kind: "refused", refusal: plan.error };
  if (plan.value.kind === "nothing") return { kind: "saved", revision: (await refreshed(db, projectId, annotationId))?.head.revision ?? held.head.revision };
  if (plan.value.kind === "stale") {
    return { kind: "stale", revision: held.head.revision, missing: await operationsSince(db, projectId, annotationId, Math.min(batch.revision, held.head.revision), held.head.revision) };
  }
  const revision = await appendOperations(db, projectId, { head: held.head, base: batch.revision, operations: plan.value.operations, next: plan.value.annotation, ...author });
  if (revision !== null) return { kind: "saved", revision };
  const { head: { traceId, pass, submittedAt, assignmentId } } = held;
  const reopens = plan.value.operations.some(({ type }) => type === "reopen");
  return reopens && !author.mayReopenSettled && submittedAt !== null && await isSettled(db, projectId, { traceId, pass, submittedAt, assignmentId }) ? { kind: "settled" } : null;
}
