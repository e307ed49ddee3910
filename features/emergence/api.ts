import { z } from "zod";
import { lexiconSchema } from "@/core/detectors/lexicon";
import { cueMatcher } from "@/core/detectors/match-cues";
import { audit } from "@/data/audit";
import { detectors } from "@/data/detector-runs";
import { newId } from "@/data/id";
import { json } from "@/web/answer";
import { hiddenAnywhere } from "@/web/blinding";
import { listOf, wholeList } from "@/web/listing";
import { ProjectParams } from "@/web/params";
import { problem } from "@/web/problem";
import { route } from "@/web/route";
import { measureEmergence } from "./measure-emergence";
import { patternFault } from "./pattern-fault";
import { DetectorAnswer, DetectorStarted, EmergenceAnswer, EmergenceQuery } from "./schema";
import { startLexicon } from "./start-lexicon";

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

export const listDetectors = route({
  summary: "Automatic labellers, the newest first",
  role: "viewer",
  params: ProjectParams,
  answers: { 200: listOf(DetectorAnswer) },
  run: async ({ db, project }) => json(wholeList((await detectors(db, project.id)).map(({ id, name, version, kind, complete, traces, createdAt }) => ({ id, name, version, kind, complete, traces, createdAt })))),
});

export const runDetector = route({
  summary: "Run a cue lexicon over all traces",
  description: "A lexicon's version is the digest of its words: the same words are the same detector, and only traces that it has not read are read. What it says is used once the run has ended.",
  role: "researcher",
  params: ProjectParams,
  input: z.object({ lexicon: lexiconSchema }),
  answers: { 202: DetectorStarted },
  run: async ({ db, project, actor, input: { lexicon }, now }) => {
    const fault = patternFault(() => cueMatcher(lexicon));
    if (fault !== null) return problem("invalid-input", { errors: [{ field: "lexicon.lists", message: fault }] });
    const started = await startLexicon(db, project.id, lexicon, now);
    await audit(db, { id: newId(), projectId: project.id, accountId: actor.account.id, action: "detector.run", subject: started.layer, detail: { job: started.job }, now });
    return json(started, 202);
  },
});
