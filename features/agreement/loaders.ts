import { inLanguage } from "@/core/codebook/localized";
import { currentCodebook } from "@/data/codebooks";
import type { Database } from "@/data/database";
import { facets } from "@/data/trace-facets";
import { measureAgreement } from "./measure-agreement";
import type { AgreementAnswer } from "./schema";
import { AgreementQuery } from "./schema";

export interface LabelLook {
  readonly key: string;
  readonly name: string;
  readonly tag: string;
  readonly colour: string;
}

export interface AgreementView {
  readonly answer: AgreementAnswer;
  readonly labels: readonly LabelLook[];
  readonly checkpoints: readonly string[];
  readonly query: AgreementQuery;
}

/** What the agreement page shows; null while the project has no published codebook. A search that makes no sense is read as the default one. */
export async function agreementView(db: Database, projectId: string, search: Readonly<Record<string, string | string[] | undefined>>, language: string): Promise<AgreementView | null> {
  const codebook = await currentCodebook(db, projectId);
  if (!codebook) return null;
  const query = AgreementQuery.safeParse(search).data ?? AgreementQuery.parse({});
  const [answer, found] = await Promise.all([measureAgreement(db, projectId, codebook, query), facets(db, projectId)]);
  return {
    answer, query,
    labels: codebook.body.labels.map((label) => ({ key: label.key, name: inLanguage(label.name, language), tag: label.tag, colour: label.colour })),
    checkpoints: [...new Set(found.checkpoints.map(({ value }) => value))],
  };
}
