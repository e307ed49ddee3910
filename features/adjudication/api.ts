import { closeGold } from "@/core/adjudication/close-gold";
import { isAtLeast } from "@/core/access/role";
import type { Pass } from "@/core/annotation/annotation";
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
import { because } from "@/web/reasons";
import { route } from "@/web/route";
import { adjudicationAnswer, openCount } from "./answer";
import { feedbackOn } from "./feedback";
import { adjudicationItems } from "./loaders";
import { AdjudicationAnswer, AdjudicationList, AdjudicationParams, AdjudicationsQuery, AtRevision, CompleteInput, Completion, FeedbackAnswer, NewDecision, PassQuery } from "./schema";
import { settle } from "./settle";
import { undoStep } from "./undo";

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
  run: async (scope) => atBench(scope, null, (bench) => Promise.resolve(json(adjudicationAnswer(bench)))),
});

export const decide = route({
  summary: "Settle one group of spans or one answer, add a span where nobody saw one, or take the last step back",
  description: "Appends to the gold's own log under the condition that it still has `revision` and `decided`; else 409 `stale-revision` with the `revision` that it has. Annotators' layers are read, never changed.",
  role: "adjudicator",
  params: AdjudicationParams,
  query: PassQuery,
  input: NewDecision,
  answers: { 200: AdjudicationAnswer },
  run: async (scope) => atBench(scope, scope.input, async (bench) => {
    const { db, actor, project, input, now } = scope;
    const step = "undo" in input ? await undoStep(db, project.id, bench, input.undo) : settle(bench, input);
    if (!step.ok) {
      if (step.error.kind === "refused") return refusalProblem(step.error.refusal);
      return step.error.kind === "gone" ? problem("conflict", because(step.error.code)) : problem("invalid-input", { errors: [step.error.fault] });
    }
    return appended(db, project.id, bench, step.value, actor.account.id, now);
  }),
});

export const submitGold = route({
  summary: "Submit the gold of a trace once everything is settled",
  role: "adjudicator",
  params: AdjudicationParams,
  query: PassQuery,
  input: AtRevision,
  answers: { 200: AdjudicationAnswer },
  run: async (scope) => atBench(scope, scope.input, async (bench) => {
    const open = openCount(bench);
    if (open > 0) return problem("conflict", because("places-open", { open }));
    const closed = closeGold(bench.gold, bench.context, newId);
    return closed.ok ? noted(scope, bench, { ...closed.value, decisions: [] }, "adjudication.submit") : refusalProblem(closed.error);
  }),
});

export const reopenGold = route({
  summary: "Take the gold of a trace up again; once it is released a researcher may",
  role: "adjudicator",
  params: AdjudicationParams,
  query: PassQuery,
  input: AtRevision,
  answers: { 200: AdjudicationAnswer },
  run: async (scope) => atBench(scope, scope.input, async (bench) => {
    const { db, actor, project, params: { trace } } = scope;
    if (!isAtLeast(actor.membership.role, "researcher") && (await isReleased(db, project.id, trace))) return problem("forbidden", because("gold-released"));
    const operations = [{ opId: newId(), type: "reopen" as const }];
    const opened = applyAll(bench.gold, operations, bench.context);
    return opened.ok ? noted(scope, bench, { operations, gold: opened.value, decisions: [] }, "adjudication.reopen") : refusalProblem(opened.error);
  }),
});

export const completeAgreed = route({
  summary: "Make gold of the traces on which all agree",
  description: "Only where the project's setting `completeUnanimous` is true; it also happens by itself when the last annotator submits. Looks at up to 100 traces a call: go on with `next`.",
  role: "adjudicator",
  params: ProjectParams,
  input: CompleteInput,
  answers: { 200: Completion },
  run: async ({ db, actor, project, input: { cursor }, now }) => {
    if (!completesUnanimous(project.settings)) return problem("conflict", because("complete-unanimous-off"));
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

/** What a request about one trace's gold comes with. */
interface AtTrace {
  readonly db: Database;
  readonly actor: { readonly account: { readonly id: string }; readonly membership: Parameters<typeof hiddenOfTrace>[2] };
  readonly project: { readonly id: string };
  readonly params: { readonly trace: string };
  readonly query: { readonly pass: Pass };
  readonly now: Date;
}

/** Goes on with the bench of a trace: not while a blind round hides the layers of others from whoever asks and still labels it (adjudicators too), not without a bench, and not on a gold that moved on.
 *  @param seen what was looked at; null: anything */
async function atBench({ db, actor, project, params: { trace }, query: { pass } }: AtTrace, seen: { readonly revision: number; readonly decided?: number | undefined } | null, go: (bench: AdjudicationBench) => Promise<Response>): Promise<Response> {
  if ((await hiddenOfTrace(db, project.id, actor.membership, trace)).has("layers")) return problem("hidden-field", because("own-work-first"));
  const bench = await adjudicationBench(db, project.id, trace, pass);
  if (!bench) return problem("not-found");
  return seen && (revisionOf(bench) !== seen.revision || (seen.decided ?? bench.decided) !== bench.decided) ? stale(bench) : go(bench);
}

/** Appends a step that the audit tells. */
async function noted({ db, actor, project, params: { trace }, query: { pass }, now }: AtTrace, bench: AdjudicationBench, step: GoldStep, action: string): Promise<Response> {
  const answer = await appended(db, project.id, bench, step, actor.account.id, now);
  if (answer.ok) await audit(db, { id: newId(), projectId: project.id, accountId: actor.account.id, action, subject: trace, detail: { pass }, now });
  return answer;
}

async function appended(db: Database, projectId: string, bench: AdjudicationBench, step: GoldStep, accountId: string, now: Date): Promise<Response> {
  const written = await appendGold(db, projectId, bench, step, accountId, now);
  const current = await adjudicationBench(db, projectId, bench.traceId, bench.pass);
  if (!current) return problem("not-found");
  return written ? json(adjudicationAnswer(current)) : stale(current);
}
