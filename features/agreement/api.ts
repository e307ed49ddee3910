import { currentCodebook } from "@/data/codebooks";
import { json } from "@/web/answer";
import { ProjectParams } from "@/web/params";
import { problem } from "@/web/problem";
import { route } from "@/web/route";
import { measureAgreement } from "./measure-agreement";
import { AgreementAnswer, AgreementQuery } from "./schema";

export const readAgreement = route({
  summary: "Agreement between annotators: per label and overall, with intervals over prompts, confusion, boundaries, attributes and relations",
  role: "adjudicator",
  params: ProjectParams,
  query: AgreementQuery,
  answers: { 200: AgreementAnswer },
  run: async ({ db, project, query }) => {
    const codebook = await currentCodebook(db, project.id);
    return codebook ? json(await measureAgreement(db, project.id, codebook, query)) : problem("not-found");
  },
});
