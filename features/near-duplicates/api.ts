import { z } from "zod";
import { newId } from "@/data/id";
import { enqueueJob } from "@/data/jobs";
import { NEAR_DUPLICATES } from "@/jobs/near-duplicates";
import { json } from "@/web/answer";
import { ProjectParams } from "@/web/params";
import { problem } from "@/web/problem";
import { route } from "@/web/route";
import { isBlind, NearDuplicatesAnswer, newestReport } from "./newest-report";

export const findDuplicates = route({
  summary: "Look for near-duplicates among the project's prompts and traces",
  description: "MinHash over shingles of five words. The report is kept until the next.",
  role: "researcher", params: ProjectParams, input: z.strictObject({ threshold: z.number().min(0.3).max(1).default(0.8) }), answers: { 202: z.object({ id: z.string() }) },
  run: async ({ db, project, input: { threshold }, now }) => {
    const id = newId();
    await enqueueJob(db, { id, projectId: project.id, kind: NEAR_DUPLICATES, payload: { threshold }, now });
    return json({ id }, 202);
  },
});

export const readDuplicates = route({
  summary: "The newest report of near-duplicates, or how far it is",
  role: "researcher", params: ProjectParams, answers: { 200: NearDuplicatesAnswer },
  run: async ({ db, actor, project }) => {
    if (await isBlind(db, project.id, actor.membership)) return problem("hidden-field", "a blind round hides from you where traces come from until you have submitted");
    const newest = await newestReport(db, project.id);
    return newest ? json(newest) : problem("not-found", "nobody has looked for near-duplicates yet");
  },
});
