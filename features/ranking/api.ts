import { RANKED, tiersFault } from "@/core/ranking/tiers";
import { audit } from "@/data/audit";
import { newId } from "@/data/id";
import { rankings, saveRanking } from "@/data/rankings";
import { json } from "@/web/answer";
import { wholeList } from "@/web/listing";
import { ProjectParams } from "@/web/params";
import { problem } from "@/web/problem";
import { route } from "@/web/route";
import { comparisonOf, contradictionsOf } from "./loaders";
import { RankingAnswer, RankingBody, RankingList, RankingSaved, TraceParams } from "./schema";

export const readRanking = route({
  summary: "The caller's order of the traces of a trace's prompt",
  role: "annotator",
  params: TraceParams,
  answers: { 200: RankingAnswer },
  run: async ({ db, actor, project, params: { trace } }) => {
    const comparison = await comparisonOf(db, project.id, actor.membership, trace);
    if (!comparison) return problem("not-found");
    const { traces, ratings, held } = comparison;
    const tiers = held?.tiers ?? [];
    return json({ traces: traces.map(({ id }) => id), revision: held?.revision ?? 0, tiers, ratings, reason: held?.reason ?? "", contradictions: contradictionsOf(tiers, comparison) });
  },
});

export const putRanking = route({
  summary: "Put the traces of a trace's prompt into an order, with ties",
  description: "All traces that `GET` lists, each once. Where the order contradicts the caller's own ratings, `reason` says why. A stale revision answers 409 `stale-revision`.",
  role: "annotator",
  params: TraceParams,
  input: RankingBody,
  answers: { 200: RankingSaved },
  run: async ({ db, actor, project, params: { trace }, input: { revision, tiers, reason }, now }) => {
    const comparison = await comparisonOf(db, project.id, actor.membership, trace);
    if (!comparison) return problem("not-found");
    const ids = comparison.traces.map(({ id }) => id);
    if (ids.length < RANKED.least) return problem("conflict", "the prompt has one trace: there is nothing to rank");
    const fault = tiersFault(tiers, ids) ?? (tiers.flat().length < ids.length ? "missing" : null);
    if (fault) return problem("invalid-input", { errors: [{ field: "tiers", message: FAULTS[fault] }] });
    if (contradictionsOf(tiers, comparison).length > 0 && reason.trim() === "") return problem("invalid-input", { errors: [{ field: "reason", message: "the order contradicts your ratings: say why" }] });
    const saved = await saveRanking(db, project.id, { promptSha256: comparison.promptSha256, membershipId: actor.membership.id, revision, tiers, ratings: comparison.ratings, reason, now });
    if (saved === null) return problem("stale-revision", { revision: comparison.held?.revision ?? 0 });
    await audit(db, { id: newId(), projectId: project.id, accountId: actor.account.id, action: "ranking.save", subject: comparison.promptSha256, detail: { revision: saved, traces: ids.length }, now });
    return json({ revision: saved });
  },
});

const FAULTS = {
  "empty-tier": "holds an empty tier", "unknown-item": "names a trace that is not among those to rank", twice: "names a trace twice", missing: "leaves a trace out: every one has its place, ties are places too",
} as const;

export const listRankings = route({
  summary: "Everybody's orders, with the ratings that they were made beside",
  role: "researcher",
  params: ProjectParams,
  answers: { 200: RankingList },
  run: async ({ db, project }) => json(wholeList((await rankings(db, project.id)).map(({ id, promptSha256, handle, revision, tiers, ratings, reason, updatedAt }) => ({ id, prompt: promptSha256, handle, revision, tiers, ratings, reason, updatedAt })))),
});
