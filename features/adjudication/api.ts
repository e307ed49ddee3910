import { closeGold } from "@/core/adjudication/close-gold";
import { isAtLeast } from "@/core/access/role";
import { applyAll } from "@/core/annotation/apply";
import type { AdjudicationBench } from "@/data/adjudication-bench";
import { adjudicationBench } from "@/data/adjudication-bench";
import { adjudicationCounts, adjudications, isReleased } from "@/data/adjudications";
import type { GoldStep } from "@/data/append-gold";
import { appendGold } from "@/data/append-gold";
import { audit } from "@/data/audit";
import { completesUnanimous, completeUnanimous } from "@/data/complete-unanimous";
import type { Database } from "@/data/database";
import { newId } from "@/data/id";
import { json } from "@/web/answer";
import { hiddenOfTrace } from "@/web/blinding";
import { ProjectParams } from "@/web/params";
import { problem, refusalProblem } from "@/web/problem";
import { route } from "@/web/route";
import { adjudicationAnswer, openCount } from "./answer";
import { feedbackOn } from "./feedback";
import { adjudicationItems } from "./loaders";
import { AdjudicationAnswer, AdjudicationList, AdjudicationParams, AdjudicationsQuery, AtRevision, CompleteInput, Completion, FeedbackAnswer, NewDecision, PassQuery } from "./schema";
import { settle } from "./settle";

export const listAdjudications = route({
  summary: "Traces that two or more annotators have finished, with how much is to be settled",
  role: "adjudicator",
  params: ProjectParams,
  query: AdjudicationsQuery,
  answers: { 200: AdjudicationList },
  run: async ({ db, actor, project, query }) => {
    const [page, counts] = await Promise.all([adjudications(db, project.id, query), adjudicationCounts(db, project.id)]);
    return json({ items: await adjudicationItems(db, project.id, actor.membership, page.items), next: page.next, counts });
  },
});

export const readAdjudication = route({
  summary: "The finished layers of a trace laid side by side, and the gold so far",
  description: "Before the first decision `revision` is 0 and `gold` is what all agree on; nothing is stored by reading.",
  role: "adjudicator",
  params: AdjudicationParams,
  query: PassQuery,
  answers: { 200: AdjudicationAnswer },
  run: async ({ db, actor, project, params: { trace }, query: { pass } }) => {
    if (await isHidden(db, project.id, actor.membership, trace)) return ownWorkFirst();
    const bench = await adjudicationBench(db, project.id, trace, pass);
    return bench ? json(adjudicationAnswer(bench)) : problem("not-found");
  },
});

export const decide = route({
  summary: "Settle one group of spans or one answer, or add a span where nobody saw one",
  description: "Appends to the gold's own log under the condition that it still has `revision`; else 409 `stale-revision` with the `revision` that it has. Annotators' layers are read, never changed.",
  role: "adjudicator",
  params: AdjudicationParams,
  query: PassQuery,
  input: NewDecision,
  answers: { 200: AdjudicationAnswer },
  run: async ({ db, actor, project, params: { trace }, query: { pass }, input, now }) => {
    if (await isHidden(db, project.id, actor.membership, trace)) return ownWorkFirst();
    const bench = await adjudicationBench(db, project.id, trace, pass);
    if (!bench) return problem("not-found");
    if (revisionOf(bench) !== input.revision) return stale(bench);
    const step = settle(bench, input);
    if (!step.ok) {
      if (step.error.kind === "refused") return refusalProblem(step.error.refusal);
      return step.error.kind === "gone" ? problem("conflict", step.error.detail) : problem("invalid-input", { errors: [step.error] });
    }
    return appended(db, project.id, bench, step.value, actor.account.id, now);
  },
});

export const submitGold = route({
  summary: "Submit the gold of a trace once everything is settled",
  role: "adjudicator",
  params: AdjudicationParams,
  query: PassQuery,
  input: AtRevision,
  answers: { 200: AdjudicationAnswer },
  run: async ({ db, actor, project, params: { trace }, query: { pass }, input, now }) => {
    if (await isHidden(db, project.id, actor.membership, trace)) return ownWorkFirst();
    const bench = await adjudicationBench(db, project.id, trace, pass);
    if (!bench) return problem("not-found");
    if (revisionOf(bench) !== input.revision) return stale(bench);
    const open = openCount(bench);
    if (open > 0) return problem("conflict", `${open} ${open === 1 ? "place is" : "places are"} not settled yet`);
    const closed = closeGold(bench.gold, bench.context, newId);
    if (!closed.ok) return refusalProblem(closed.error);
    const answer = await appended(db, project.id, bench, { ...closed.value, decisions: [] }, actor.account.id, now);
    if (answer.ok) await audit(db, { id: newId(), projectId: project.id, accountId: actor.account.id, action: "adjudication.submit", subject: trace, detail: { pass }, now });
    return answer;
  },
});

export const reopenGold = route({
  summary: "Take the gold of a trace up again; once it is released a researcher may",
  role: "adjudicator",
  params: AdjudicationParams,
  query: PassQuery,
  input: AtRevision,
  answers: { 200: AdjudicationAnswer },
  run: async ({ db, actor, project, params: { trace }, query: { pass }, input, now }) => {
    const bench = await adjudicationBench(db, project.id, trace, pass);
    if (!bench) return problem("not-found");
    if (revisionOf(bench) !== input.revision) return stale(bench);
    if (!isAtLeast(actor.membership.role, "researcher") && (await isReleased(db, project.id, trace))) return problem("forbidden", "the trace is part of a frozen release: a researcher can reopen it");
    const operations = [{ opId: newId(), type: "reopen" as const }];
    const opened = applyAll(bench.gold, operations, bench.context);
    if (!opened.ok) return refusalProblem(opened.error);
    const answer = await appended(db, project.id, bench, { operations, gold: opened.value, decisions: [] }, actor.account.id, now);
    if (answer.ok) await audit(db, { id: newId(), projectId: project.id, accountId: actor.account.id, action: "adjudication.reopen", subject: trace, detail: { pass }, now });
    return answer;
  },
});

export const completeAgreed = route({
  summary: "Make gold of the traces on which all agree",
  description: "Only where the project's setting `completeUnanimous` is true; it also happens by itself when the last annotator submits. Looks at up to 100 traces a call: go on with `next`.",
  role: "adjudicator",
  params: ProjectParams,
  input: CompleteInput,
  answers: { 200: Completion },
  run: async ({ db, actor, project, input: { cursor }, now }) => {
    if (!completesUnanimous(project.settings)) return problem("conflict", "the project's setting completeUnanimous is off");
    const page = await adjudications(db, project.id, { state: "open", limit: 100, cursor });
    let completed = 0;
    for (const { traceId, pass } of page.items) if (await completeUnanimous(db, project.id, { traceId, pass, accountId: actor.account.id, now })) completed++;
    if (completed > 0) await audit(db, { id: newId(), projectId: project.id, accountId: actor.account.id, action: "adjudication.complete", detail: { completed }, now });
    return json({ completed, looked: page.items.length, next: page.next });
  },
});

export const readFeedback = route({
  summary: "Where the result differs from the caller's own work, and why",
  description: "404 until the caller has submitted and the gold is submitted.",
  role: "annotator",
  params: AdjudicationParams,
  query: PassQuery,
  answers: { 200: FeedbackAnswer },
  run: async ({ db, actor, project, params: { trace }, query: { pass } }) => {
    const found = await feedbackOn(db, project.id, actor.membership, trace, pass);
    return found ? json(found.answer) : problem("not-found");
  },
});

const revisionOf = ({ held }: AdjudicationBench): number => held?.head.revision ?? 0;
const stale = (bench: AdjudicationBench): Response => problem("stale-revision", { revision: revisionOf(bench) });
const ownWorkFirst = (): Response => problem("hidden-field", "you label this trace yourself in a blind round: submit your own work first");

/** A blind round hides the layers of others from whoever still labels the trace, adjudicators too. */
const isHidden = async (db: Database, projectId: string, member: Parameters<typeof hiddenOfTrace>[2], trace: string): Promise<boolean> => (await hiddenOfTrace(db, projectId, member, trace)).has("layers");

async function appended(db: Database, projectId: string, bench: AdjudicationBench, step: GoldStep, accountId: string, now: Date): Promise<Response> {
  const written = await appendGold(db, projectId, bench, step, accountId, now);
  const current = await adjudicationBench(db, projectId, bench.traceId, bench.pass);
  if (!current) return problem("not-found");
  return written ? json(adjudicationAnswer(current)) : stale(current);
}
