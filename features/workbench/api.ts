import { seesLayer } from "@/core/access/layers";
import { isAtLeast } from "@/core/access/role";
import { annotationBodySchema } from "@/core/annotation/annotation-schema";
import { diffAnnotation } from "@/core/annotation/diff";
import { operationBatchSchema } from "@/core/annotation/operation-schema";
import { codePoint } from "@/core/text/offset";
import type { HeldAnnotation } from "@/data/annotations";
import { annotationsOfTrace, refreshed } from "@/data/annotations";
import { audit } from "@/data/audit";
import { completesUnanimous, completeUnanimous } from "@/data/complete-unanimous";
import { currentCodebook } from "@/data/codebooks";
import type { Database } from "@/data/database";
import { detectorLayers, saveDetectorOutputs } from "@/data/detectors";
import { newId } from "@/data/id";
import { countSeenSince, mergeReading, noteInView, readingOf } from "@/data/readings";
import { isSettled } from "@/data/settled";
import { copyToTwins } from "@/data/twin-copies";
import { rejectSuggestions } from "@/data/suggestion-rejections";
import { traceById } from "@/data/traces";
import type { Actor, ActorMembership, ProjectScope } from "@/web/actor";
import { followCodebook } from "@/jobs/follow-codebook";
import { json, noContent } from "@/web/answer";
import { hiddenOfTrace } from "@/web/blinding";
import { ProjectParams } from "@/web/params";
import { problem, refusalProblem } from "@/web/problem";
import { because } from "@/web/reasons";
import { route } from "@/web/route";
import { annotationAnswer, emptyAnswer, readingAnswer } from "./annotation-answer";
import { appendBatch } from "./append-batch";
import type { Batch } from "./append-batch";
import { codebookOf, contextOf, lookAtMine, openMine, placeOfMine } from "./own-annotation";
import { LayerList, MineAnswer, MineQuery, ReadingReport, Revision, SuggestionAnswers, Suggestions, SuggestionsSaved, TraceParams } from "./schema";
import { suggestionFaults } from "./suggestion-faults";

export const readMine = route({
  summary: "The caller's annotation of a trace; revision 0 when there is none yet",
  description: "That of a claimed truth pass begins with the spans and relations of the behaviour pass: its gold, else the work that was submitted first.",
  role: "annotator",
  params: TraceParams,
  query: MineQuery,
  answers: { 200: MineAnswer },
  run: async ({ db, actor, project, params: { trace }, query, now }) => {
    const place = await placeOfMine(db, project.id, actor.membership, trace, query);
    if (!place.ok) return problem(place.error.kind, { ...place.error });
    const held = await lookAtMine(db, project.id, place.value, now);
    if (!held && !(await traceById(db, project.id, trace))) return problem("not-found");
    const [codebook, reading] = await Promise.all([
      codebookOf(db, project.id, held?.head.codebookId ?? place.value.codebookId), held ? readingOf(db, project.id, held.head.id) : null,
    ]);
    return json({ ...(held ? annotationAnswer(held, codebook) : emptyAnswer(place.value, codebook)), reading: readingAnswer(reading) });
  },
});

export const appendMine = route({
  summary: "Append operations to the caller's annotation",
  description: "Operations that are logged already are dropped: a lost answer, a doubled request and a retry are harmless. A stale revision answers 409 `stale-revision` with `revision` and `missing`; a refused operation answers 422 with `opId`, and nothing of the batch is kept.",
  role: "annotator",
  params: TraceParams,
  query: MineQuery,
  input: operationBatchSchema,
  answers: { 200: Revision },
  run: async ({ db, actor, project, params: { trace }, query, input, now }) => {
    const held = await openMine(db, project.id, actor.membership, trace, query, now);
    return held.ok ? appended(db, project, actor, held.value, input, now) : problem(held.error.kind, { ...held.error });
  },
});

export const putMine = route({
  summary: "Bring the caller's annotation to a wanted state",
  description: "Compared by id with what is held and appended as one batch; what the body leaves out stays. The same body twice is no operation. A stale revision answers 409 `stale-revision` with `revision` and `annotation`.",
  role: "annotator",
  params: TraceParams,
  query: MineQuery,
  input: annotationBodySchema,
  answers: { 200: Revision },
  run: async ({ db, actor, project, params: { trace }, query, input, now }) => {
    const opened = await openMine(db, project.id, actor.membership, trace, query, now);
    if (!opened.ok) return problem(opened.error.kind, { ...opened.error });
    const held = await refreshed(db, project.id, opened.value.head.id);
    if (!held) return problem("not-found");
    const operations = diffAnnotation(held.annotation, input, newId);
    if (operations.length === 0) return json({ revision: held.head.revision });
    if (input.revision !== held.head.revision) return staleBody(db, project.id, held);
    const answer = await appended(db, project, actor, held, { revision: input.revision, operations }, now);
    return answer.status === 409 ? staleBody(db, project.id, held) : answer;
  },
});

export const reportReading = route({
  summary: "Report what was read, and for how long",
  description: "Regions are united, seconds are a maximum for each tab: reports may come twice and in any order.",
  role: "annotator",
  params: TraceParams,
  query: MineQuery,
  input: ReadingReport,
  answers: { 204: null },
  run: async ({ db, actor, project, params: { trace: traceId }, query, input, now }) => {
    const held = await openMine(db, project.id, actor.membership, traceId, query, now);
    if (!held.ok) return problem(held.error.kind, { ...held.error });
    const trace = await traceById(db, project.id, traceId);
    if (!trace) return problem("not-found");
    const lengths = { prompt: trace.promptLength, cot: trace.cotLength, answer: trace.answerLength };
    const outside = input.regions.findIndex(({ field, start, end }) => start > end || end > lengths[field]);
    if (outside >= 0) return problem("invalid-input", { errors: [{ field: `regions.${outside}`, message: "lies outside the text" }] });
    const regions = input.regions.map(({ field, start, end }) => ({ field, start: codePoint(start), end: codePoint(end) }));
    await mergeReading(db, project.id, held.value.head.id, { ...input, regions });
    return noContent();
  },
});

export const answerSuggestions = route({
  summary: "Put detector suggestions aside, or take that back",
  description: "Beside the operations: no revision; either twice is once. Accepted suggestions are spans whose provenance names them.",
  role: "annotator",
  params: TraceParams,
  query: MineQuery,
  input: SuggestionAnswers,
  answers: { 204: null },
  run: async ({ db, actor, project, params: { trace }, query, input, now }) => {
    const held = await openMine(db, project.id, actor.membership, trace, query, now);
    if (!held.ok) return problem(held.error.kind, { ...held.error });
    await rejectSuggestions(db, project.id, held.value.head.id, input.suggestions, input.rejected, now);
    return noContent();
  },
});

export const listLayers = route({
  summary: "Every layer of a trace that the caller may see",
  description: "Whoever has work of their own on the trace is noted as having seen the others: agreement leaves out what is made or reopened after that.",
  role: "viewer",
  params: TraceParams,
  answers: { 200: LayerList },
  run: async ({ db, actor, project, params: { trace: traceId } }) => {
    if (!(await traceById(db, project.id, traceId))) return problem("not-found");
    const [layers, detectors, hidden] = await Promise.all([annotationsOfTrace(db, project.id, traceId), detectorLayers(db, project.id, traceId), hiddenOfTrace(db, project.id, actor.membership, traceId)]);
    const own = layers.filter(({ head }) => head.membershipId === actor.membership.id);
    const reader = { role: actor.membership.role, handle: actor.membership.handle, hidden, finished: own.length > 0 && own.every(({ head }) => head.status === "submitted") };
    const seen = layers.filter(({ head }) => head.revision > 0 && seesLayer(head.layer, reader));
    const items = await Promise.all(seen.map(async (held) => annotationAnswer(held, await codebookOf(db, project.id, held.head.codebookId))));
    const suggested = detectors.filter(({ layer }) => seesLayer(layer, reader));
    await noteInView(db, project.id, own.map(({ head }) => head.id), [...seen.filter((held) => !own.includes(held)).map(({ head }) => head.layer), ...suggested.map(({ layer }) => layer)]);
    return json({ items, detectors: suggested, next: null });
  },
});

export const saveSuggestions = route({
  summary: "Hand in the spans of a detector, apart from human work",
  description: "A later output of the same detector and version for a trace replaces the earlier one. All items are written, or none.",
  role: "researcher",
  params: ProjectParams,
  input: Suggestions,
  answers: { 200: SuggestionsSaved },
  run: async ({ db, actor, project, input: { detector, items }, now }) => {
    const codebook = await currentCodebook(db, project.id);
    const errors: { field: string; message: string }[] = [];
    for (const [at, { traceId, spans }] of items.entries()) {
      const context = codebook && await contextOf(db, project.id, traceId, codebook.id, undefined);
      if (!context) errors.push({ field: `items.${at}.traceId`, message: "the project has no such trace" });
      else errors.push(...suggestionFaults(spans, context, `items.${at}.spans`));
      if (errors.length >= 20) break;
    }
    if (errors.length > 0) return problem("invalid-input", { errors });
    const lastByTrace = new Map(items.map((item) => [item.traceId, item]));
    await saveDetectorOutputs(db, project.id, detector, [...lastByTrace.values()], now);
    const layer = `detector:${detector.name}@${detector.version}`;
    const spans = items.reduce((sum, item) => sum + item.spans.length, 0);
    await audit(db, { id: newId(), projectId: project.id, accountId: actor.account.id, action: "suggestions.save", subject: layer, detail: { traces: lastByTrace.size, spans }, now });
    return json({ layer, traces: lastByTrace.size, spans });
  },
});

/** Appends and answers; who may reopen settled work is asked here, because both ways of saving lead through it. */
async function appended(db: Database, project: Pick<ProjectScope, "id" | "settings">, actor: Actor & { readonly membership: ActorMembership }, held: HeldAnnotation, batch: Batch, now: Date): Promise<Response> {
  const { head } = held;
  const projectId = project.id;
  const context = await contextOf(db, projectId, head.traceId, head.codebookId, [head.pass], head.assignmentId);
  if (!context) return problem("not-found");
  const reopens = batch.operations.some(({ type }) => type === "reopen");
  const settled = reopens && head.submittedAt !== null && await isSettled(db, projectId, { traceId: head.traceId, pass: head.pass, submittedAt: head.submittedAt, assignmentId: head.assignmentId });
  const outcome = await appendBatch(db, projectId, held, batch, context, { accountId: actor.account.id, mayReopenSettled: isAtLeast(actor.membership.role, "researcher"), now });
  if (outcome.kind === "settled") return problem("forbidden", because("work-settled"));
  if (outcome.kind === "refused") return refusalProblem(outcome.refusal);
  if (outcome.kind === "stale") return problem("stale-revision", { revision: outcome.revision, missing: outcome.missing });
  if (outcome.kind === "gone") return problem("not-found");
  if (reopens) await countSeenSince(db, projectId, head.id);
  if (reopens) await audit(db, { id: newId(), projectId, accountId: actor.account.id, action: "annotation.reopen", subject: head.id, detail: { settled }, now });
  const submits = batch.operations.some(({ type }) => type === "submit");
  if (submits) await followCodebook(db, projectId, head.codebookId, now);
  if (head.assignmentId !== null && submits) await copyToTwins(db, projectId, head.id, actor.account.id, now);
  if (completesUnanimous(project.settings) && submits) await completeUnanimous(db, projectId, { traceId: head.traceId, pass: head.pass, accountId: actor.account.id, now });
  return json({ revision: outcome.revision });
}

async function staleBody(db: Database, projectId: string, held: HeldAnnotation): Promise<Response> {
  const current = (await refreshed(db, projectId, held.head.id)) ?? held;
  return problem("stale-revision", { revision: current.head.revision, annotation: annotationAnswer(current, await codebookOf(db, projectId, current.head.codebookId)) });
}
