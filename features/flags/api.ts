import { audit } from "@/data/audit";
import { answerFlag } from "@/data/flags";
import { newId } from "@/data/id";
import { json } from "@/web/answer";
import { wholeList } from "@/web/listing";
import { ProjectParams } from "@/web/params";
import { problem } from "@/web/problem";
import { route } from "@/web/route";
import { flagsFor } from "./loaders";
import { Flag, FlagList, FlagParams, NewAnswer } from "./schema";

export const listFlags = route({
  summary: "Annotations that were flagged, with the comment to the adjudicator and what was answered",
  description: "Adjudicators see all of them, annotators their own.",
  role: "annotator",
  params: ProjectParams,
  answers: { 200: FlagList },
  run: async ({ db, actor, project }) => json(wholeList(await flagsFor(db, project.id, actor.membership))),
});

export const answer = route({
  summary: "Answer a flag; its author reads it",
  role: "adjudicator",
  params: FlagParams,
  input: NewAnswer,
  answers: { 201: Flag },
  run: async ({ db, actor, project, params: { annotation }, input: { body }, now }) => {
    const seen = (await flagsFor(db, project.id, actor.membership)).some((flag) => flag.annotation === annotation);
    if (!seen || !(await answerFlag(db, project.id, annotation, { id: newId(now.getTime()), body, accountId: actor.account.id, now }))) return problem("not-found");
    await audit(db, { id: newId(), projectId: project.id, accountId: actor.account.id, action: "flag.answer", subject: annotation, now });
    const flag = (await flagsFor(db, project.id, actor.membership)).find((one) => one.annotation === annotation);
    return flag ? json(flag, 201) : problem("not-found");
  },
});
