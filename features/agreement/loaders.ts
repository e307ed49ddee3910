import { toldField } from "@/core/access/blinding";
import type { Localized } from "@/core/codebook/codebook";
import { inLanguage } from "@/core/codebook/localized";
import { currentCodebook } from "@/data/codebooks";
import type { Database } from "@/data/database";
import { rounds } from "@/data/rounds";
import { traceNames } from "@/data/trace-cursor";
import { facets } from "@/data/trace-facets";
import type { ActorMembership } from "@/web/actor";
import { hiddenAnywhere, hiddenOfTraces } from "@/web/blinding";
import { measureAgreement, stopped } from "./measure-agreement";
import type { AgreementAnswer } from "./schema";
import { AgreementQuery } from "./schema";
import { withoutHidden } from "./without-hidden";

export interface LabelLook {
  readonly key: string;
  readonly name: string;
  readonly tag: string;
  readonly colour: string;
  /** Names of its attributes by their keys. */
  readonly attributes: ReadonlyMap<string, string>;
}

export interface AgreementView {
  /** null while it is computed: `key` then says which computation to ask after. */
  readonly answer: AgreementAnswer | null;
  readonly key: string;
  readonly labels: readonly LabelLook[];
  /** Names of the relation types by their keys. */
  readonly relations: ReadonlyMap<string, string>;
  readonly checkpoints: readonly string[];
  readonly rounds: readonly { readonly id: string; readonly name: string }[];
  readonly query: AgreementQuery;
  /** Names of the traces in the list of disagreements. */
  readonly names: ReadonlyMap<string, string>;
}

/** How long a page waits for a result before it shows progress instead. */
const PATIENCE_MS = 1_500;

/** What the agreement page shows; null while the project has no published codebook. A search that makes no sense is read as the default one. */
export async function agreementView(db: Database, projectId: string, member: ActorMembership, search: Readonly<Record<string, string | string[] | undefined>>, language: string): Promise<AgreementView | null> {
  const codebook = await currentCodebook(db, projectId);
  if (!codebook) return null;
  const hidden = await hiddenAnywhere(db, projectId, member);
  const given = Object.fromEntries(Object.entries(search).filter(([name, value]) => value !== "" && (name !== "checkpoint" || toldField({ checkpoint: value }, hidden) === null)));
  const query = AgreementQuery.safeParse(given).data ?? AgreementQuery.parse({});
  const [measurement, found, all] = await Promise.all([measureAgreement(db, projectId, codebook, query), facets(db, projectId), rounds(db, projectId)]);
  const ready = await Promise.race([measurement.answer.catch(stopped), new Promise<null>((settle) => setTimeout(settle, PATIENCE_MS, null))]);
  const answer = ready && await withoutHidden(db, projectId, member, ready, hidden);
  return {
    answer, query, key: measurement.key, names: answer ? await namesOf(db, projectId, member, answer) : new Map(),
    rounds: all.map(({ id, name }) => ({ id, name })),
    labels: codebook.body.labels.map((label) => ({ key: label.key, name: inLanguage(label.name, language), tag: label.tag, colour: label.colour, attributes: namesIn(label.attributes, language) })),
    relations: namesIn(codebook.body.relations, language),
    checkpoints: hidden.has("checkpoint") ? [] : [...new Set(found.checkpoints.map(({ value }) => value))],
  };
}

const namesIn = (named: readonly { readonly key: string; readonly name: Localized }[], language: string): ReadonlyMap<string, string> => new Map(named.map(({ key, name }) => [key, inLanguage(name, language)]));

async function namesOf(db: Database, projectId: string, member: ActorMembership, { disagreements }: AgreementAnswer): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(disagreements.map(({ trace }) => trace))];
  const [names, hidden] = await Promise.all([traceNames(db, projectId, ids), hiddenOfTraces(db, projectId, member, ids)]);
  return new Map(ids.map((id) => [id, hidden.get(id)?.has("externalId") ? id.slice(0, 8) : names.get(id) ?? id.slice(0, 8)]));
}
