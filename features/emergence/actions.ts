"use server";
import { z } from "zod";
import { lexiconSchema } from "@/core/detectors/lexicon";
import { cueMatcher } from "@/core/detectors/match-cues";
import { succeed } from "@/core/result";
import { audit } from "@/data/audit";
import { newId } from "@/data/id";
import { action } from "@/web/action";
import { hiddenAnywhere } from "@/web/blinding";
import { refuse } from "@/web/problem";
import { patternFault } from "./pattern-fault";
import { previewLexicon as preview } from "./preview-lexicon";
import { startLexicon } from "@/jobs/start-lexicon";

const LexiconInput = z.object({ slug: z.string(), lexicon: lexiconSchema, model: z.string().optional() });

export const previewLexicon = action({
  role: "researcher",
  input: LexiconInput,
  run: async ({ db, project, actor, input: { lexicon, model } }) => {
    if ((await hiddenAnywhere(db, project.id, actor.membership)).size > 0) return refuse("forbidden", "a blind round hides checkpoints or layers from you until your work is submitted");
    const fault = patternFault(() => cueMatcher(lexicon));
    return fault === null ? succeed(await preview(db, project.id, lexicon, model)) : refuse("invalid-input", fault);
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
