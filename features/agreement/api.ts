import { currentCodebook } from "@/data/codebooks";
import { json } from "@/web/answer";
import { ProjectParams } from "@/web/params";
import { problem } from "@/web/problem";
import { route } from "@/web/route";
import { measureAgreement, progressOf } from "./measure-agreement";
import { AgreementAnswer, AgreementQuery, ProgressAnswer, ProgressQuery } from "./schema";
import { withoutHidden } from "./without-hidden";

export const readAgreement = route({
  summary: "Agreement between annotators: per label, overall and per checkpoint, with intervals over prompts, confusion, boundaries, attributes, relations and the largest disagreements",
  role: "adjudicator",
  params: ProjectParams,
  query: AgreementQuery,
  answers: { 200: AgreementAnswer },
  run: async ({ db, actor, project, query }) => {
    const codebook = await currentCodebook(db, project.id);
    if (!codebook) return problem("not-found");
    const { answer } = await measureAgreement(db, project.id, codebook, query);
    return json(await withoutHidden(db, project.id, actor.membership, await answer));
  },
});

export const readProgress = route({
  summary: "How far a computation of the agreement page is",
  role: "adjudicator",
  params: ProjectParams,
  query: ProgressQuery,
  answers: { 200: ProgressAnswer },
  run: async ({ project, query: { key } }) => Promise.resolve(json({ share: progressOf(project.id, key) })),
});
