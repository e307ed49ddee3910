import { carryDecisions } from "@/core/adjudication/carry-decisions";
import { isSpanTarget } from "@/core/annotation/relation";
import { decisionLog } from "@/data/adjudication-decisions";
import type { HeldAnnotation } from "@/data/annotations";
import type { Database } from "@/data/database";
import { insertGoldCopy } from "@/data/insert-gold-copy";
import type { Fate, Moved, Transition } from "./codebook-transition";
import { copyOf } from "./codebook-transition";

/** Carries the gold of a trace over to the next codebook version, with the decisions that led to it: submitted where it was submitted and nothing of it is asked again, else a draft in which what is asked again is open.
 *  Its spans keep the provenance that the adjudicator gave them. */
export async function migrateGold(db: Database, projectId: string, { head, annotation }: HeldAnnotation, transition: Transition, { wanted, lost, asksAgain, operationsFor }: Moved, now: Date): Promise<Fate> {
  const reopened = new Set(lost.flatMap(({ why, span }) => (why === "ask-again" && span !== undefined ? [span] : [])));
  const spans = wanted.spans.filter(({ id }) => !reopened.has(id)).map((span) => ({ ...span, provenance: annotation.spans.get(span.id)!.provenance }));
  const relations = wanted.relations.filter(({ from, to }) => !reopened.has(from) && !(isSpanTarget(to) && reopened.has(to.span)));
  const submit = annotation.status === "submitted" && !asksAgain;
  const operations = operationsFor({ ...wanted, spans, relations, submit });
  if (!operations) return "refused";
  const decisions = carryDecisions((await decisionLog(db, projectId, head.id)).decisions, transition.steps, new Set(spans.map(({ id }) => id)));
  const copied = await insertGoldCopy(db, projectId, {
    ...copyOf(head, transition, operations), coverage: null, activeSeconds: null, submittedAt: submit ? now.toISOString() : null,
    provenance: { migratedFrom: head.id, migratedRevision: String(head.revision), fromVersion: transition.from.id },
  }, decisions, now);
  return !copied ? "refused" : asksAgain ? "askedAgain" : "copied";
}
