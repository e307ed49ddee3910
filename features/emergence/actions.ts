"use server";
import { z } from "zod";
import { judgeSettingsSchema } from "@/core/detectors/judge-settings";
import { lexiconSchema } from "@/core/detectors/lexicon";
import { cueMatcher } from "@/core/detectors/match-cues";
import { succeed } from "@/core/result";
import { audit } from "@/data/audit";
import { currentCodebook } from "@/data/codebooks";
import { newId } from "@/data/id";
import { hasJudgeConsent, setJudgeConsent } from "@/data/judge-consent";
import { action } from "@/web/action";
import { hiddenAnywhere } from "@/web/blinding";
import { environment } from "@/web/env";
import { refuse } from "@/web/problem";
import { because } from "@/web/reasons";
import { forgetPlaces } from "@/web/project-scope";
import { freezePlan as freeze } from "./freeze-plan";
import { estimateJudge as estimate } from "./judge-estimate";
import { patternFault } from "./pattern-fault";
import { previewLexicon as preview } from "./preview-lexicon";
import { PlanToFreeze } from "./schema";
import { judgeRefusal, startJudge } from "./start-judge";
import { startLexicon } from "@/jobs/start-lexicon";

const LexiconInput = z.object({ slug: z.string(), lexicon: lexiconSchema, model: z.string().optional() });

export const previewLexicon = action({
  role: "researcher",
  input: LexiconInput,
  run: async ({ db, project, actor, input: { lexicon, model } }) => {
    if ((await hiddenAnywhere(db, project.id, actor.membership)).size > 0) return refuse("forbidden", "a blind round hides checkpoints or layers from you until your work is submitted");
    const fault = patternFault(() => cueMatcher(lexicon));
    if (fault !== null) return refuse("invalid-input", fault);
    const found = await preview(db, project.id, lexicon, model);
    return "slow" in found ? refuse("invalid-input", because("pattern-slow", { pattern: found.slow })) : succeed(found);
  },
});

export const runLexicon = action({
  role: "researcher",
  input: LexiconInput,
  run: async ({ db, project, actor, input: { lexicon }, now }) => {
    const fault = patternFault(() => cueMatcher(lexicon));
    if (fault !== null) return refuse("invalid-input", fault);
    const started = await startLexicon(db, project.id, lexicon, now);
    await audit(db, { id: newId(), projectId: project.id, accountId: actor.account.id, action: "detector.run", subject: started.layer, detail: { job: started.job }, now });
    return succeed(started);
  },
});

export const freezePlan = action({
  role: "researcher",
  input: PlanToFreeze.extend({ slug: z.string() }),
  run: async ({ db, project, actor, input, now }) => succeed(await freeze(db, project.id, actor.account.id, input, now)),
});

const JudgeInput = z.object({ slug: z.string(), judge: judgeSettingsSchema });

/** What a run of this judge would cost; nothing is sent anywhere. */
export const estimateJudge = action({
  role: "researcher",
  input: JudgeInput,
  run: async ({ db, project, input: { judge } }) => {
    const codebook = await currentCodebook(db, project.id);
    const refusal = await judgeRefusal(judge, codebook, environment().judge.hosts);
    if (refusal !== null || !codebook) return refuse("invalid-input", refusal?.message ?? "the project has no codebook");
    return succeed(await estimate(db, project.id, judge, codebook));
  },
});

export const runJudge = action({
  role: "researcher",
  input: JudgeInput,
  run: async ({ db, project, actor, input: { judge }, now }) => {
    if (!(await hasJudgeConsent(db, project.id))) return refuse("conflict", "an owner has to confirm first that text may leave the server");
    const codebook = await currentCodebook(db, project.id);
    const refusal = await judgeRefusal(judge, codebook, environment().judge.hosts);
    if (refusal !== null || !codebook) return refuse("invalid-input", refusal?.message ?? "the project has no codebook");
    const started = await startJudge(db, project.id, judge, codebook, now);
    await audit(db, { id: newId(), projectId: project.id, accountId: actor.account.id, action: "detector.run", subject: started.layer, detail: { job: started.job, endpoint: judge.endpoint, model: judge.model, budget: judge.budget }, now });
    return succeed(started);
  },
});

export const allowJudge = action({
  role: "owner",
  input: z.object({ slug: z.string(), consent: z.boolean() }),
  run: async ({ db, project, actor, input: { consent }, now }) => {
    await setJudgeConsent(db, project.id, consent);
    forgetPlaces();
    await audit(db, { id: newId(), projectId: project.id, accountId: actor.account.id, action: consent ? "judge.allow" : "judge.forbid", subject: project.slug, detail: {}, now });
    return succeed({ consent });
  },
});
