import { z } from "zod";
import { lexiconSchema } from "@/core/detectors/lexicon";
import { judgeSettingsSchema } from "@/core/detectors/judge-settings";
import { cueMatcher } from "@/core/detectors/match-cues";
import { frozenPlans } from "@/data/analysis-plans";
import { audit } from "@/data/audit";
import { currentCodebook } from "@/data/codebooks";
import { detectors } from "@/data/detector-runs";
import { newId } from "@/data/id";
import { hasJudgeConsent, setJudgeConsent } from "@/data/judge-consent";
import { json, noContent } from "@/web/answer";
import { hiddenAnywhere } from "@/web/blinding";
import { listOf, wholeList } from "@/web/listing";
import { ProjectParams } from "@/web/params";
import { environment } from "@/web/env";
import { problem } from "@/web/problem";
import { forgetPlaces } from "@/web/project-scope";
import { route } from "@/web/route";
import { measureEmergence } from "./measure-emergence";
import { patternFault } from "./pattern-fault";
import { freezePlan } from "./freeze-plan";
import { DetectorAnswer, DetectorStarted, EmergenceAnswer, EmergenceQuery, FrozenPlanAnswer, PlanToFreeze } from "./schema";
import { judgeRefusal, startJudge } from "./start-judge";
import { startLexicon } from "@/jobs/start-lexicon";

export const readEmergence = route({
  summary: "Behaviours over the checkpoints of one model: rates with intervals, onset, comparisons, profiles, error correction, detectors held against people, claim cards",
  description: "Refused while a blind round hides checkpoints or other layers from the caller. Everything random is seeded; `planHash` names layer, model and plan.",
  role: "viewer",
  params: ProjectParams,
  query: EmergenceQuery,
  answers: { 200: EmergenceAnswer },
  run: async ({ db, project, actor, query }) => {
    if ((await hiddenAnywhere(db, project.id, actor.membership)).size > 0) return problem("forbidden", "a blind round hides checkpoints or layers from you until your work is submitted");
    return json(await measureEmergence(db, project.id, query));
  },
});

export const listPlans = route({
  summary: "Analysis plans in the order in which they were frozen; the last one holds",
  role: "viewer",
  params: ProjectParams,
  answers: { 200: listOf(FrozenPlanAnswer) },
  run: async ({ db, project }) => json(wholeList([...(await frozenPlans(db, project.id))])),
});

export const addPlan = route({
  summary: "Freeze an analysis plan: labels, layer, δ, m and seed, under a hash",
  description: "Nothing is overwritten: a later plan stands beside the earlier ones. Analyses that leave the last plan are marked exploratory.",
  role: "researcher",
  params: ProjectParams,
  input: PlanToFreeze,
  answers: { 201: FrozenPlanAnswer },
  run: async ({ db, project, actor, input, now }) => json(await freezePlan(db, project.id, actor.account.id, input, now), 201),
});

export const listDetectors = route({
  summary: "Automatic labellers, the newest first",
  role: "viewer",
  params: ProjectParams,
  answers: { 200: listOf(DetectorAnswer) },
  run: async ({ db, project }) => json(wholeList((await detectors(db, project.id)).map(({ id, name, version, kind, complete, traces, createdAt }) => ({ id, name, version, kind, complete, traces, createdAt })))),
});

export const runDetector = route({
  summary: "Run a cue lexicon, or an LLM judge, over all traces",
  description: "A lexicon's version is the digest of its words: the same words are the same detector, and only traces that it has not read are read. What it says is used once the run has ended. A judge is any OpenAI-compatible endpoint that JUDGE_HOSTS allows, asked only after an owner has confirmed that text may leave the server; it stops before its budget is overspent.",
  role: "researcher",
  params: ProjectParams,
  input: z.union([z.object({ lexicon: lexiconSchema }), z.object({ judge: judgeSettingsSchema })]),
  answers: { 202: DetectorStarted },
  run: async ({ db, project, actor, input, now }) => {
    if ("judge" in input) {
      if (!(await hasJudgeConsent(db, project.id))) return problem("conflict", "an owner has to confirm first that text may leave the server: PUT …/judge-consent");
      const codebook = await currentCodebook(db, project.id);
      const refusal = await judgeRefusal(input.judge, codebook, environment().judge.hosts);
      if (refusal !== null || !codebook) return problem("invalid-input", { errors: [{ field: `judge.${refusal?.field ?? "labels"}`, message: refusal?.message ?? "the project has no codebook" }] });
      const judged = await startJudge(db, project.id, input.judge, codebook, now);
      await audit(db, { id: newId(), projectId: project.id, accountId: actor.account.id, action: "detector.run", subject: judged.layer, detail: { job: judged.job, endpoint: input.judge.endpoint, model: input.judge.model, budget: input.judge.budget }, now });
      return json(judged, 202);
    }
    const { lexicon } = input;
    const fault = patternFault(() => cueMatcher(lexicon));
    if (fault !== null) return problem("invalid-input", { errors: [{ field: "lexicon.lists", message: fault }] });
    const started = await startLexicon(db, project.id, lexicon, now);
    await audit(db, { id: newId(), projectId: project.id, accountId: actor.account.id, action: "detector.run", subject: started.layer, detail: { job: started.job }, now });
    return json(started, 202);
  },
});

export const confirmJudge = route({
  summary: "Confirm, or take back, that text of the project may leave the server for a judge",
  role: "owner",
  params: ProjectParams,
  input: z.object({ consent: z.boolean() }),
  answers: { 204: null },
  run: async ({ db, project, actor, input: { consent }, now }) => {
    await setJudgeConsent(db, project.id, consent);
    forgetPlaces();
    await audit(db, { id: newId(), projectId: project.id, accountId: actor.account.id, action: consent ? "judge.allow" : "judge.forbid", subject: project.slug, detail: {}, now });
    return noContent();
  },
});
