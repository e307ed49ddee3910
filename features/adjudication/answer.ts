import { questionKey } from "@/core/adjudication/carry-decisions";
import type { Decisions } from "@/core/adjudication/decision";
import { toRanges } from "@/core/annotation/coverage";
import { toFold } from "@/core/annotation/serialize";
import type { AdjudicationBench } from "@/data/adjudication-bench";
import type { AdjudicationAnswer } from "./schema";

/** What is to be settled still: groups without a decision, and answers that differ and have none. */
export const openCount = ({ alignment, decisions }: Pick<AdjudicationBench, "alignment" | "decisions">): number =>
  alignment.groups.filter(({ key }) => !decisions.has(key)).length + alignment.answers.filter(({ agreed, question }) => !agreed && !decisions.has(questionKey(question))).length;

/** The alignment with what is settled, on the wire. */
export const adjudicationAnswer = (bench: AdjudicationBench): AdjudicationAnswer => ({
  traceId: bench.traceId, pass: bench.pass, codebook: { id: bench.codebook.id, key: bench.codebook.key, version: bench.codebook.version },
  revision: bench.held?.head.revision ?? 0, decided: bench.decided, opening: bench.opening.operations.length, status: bench.gold.status, leftOut: [...bench.leftOut],
  layers: bench.layers.map(({ id, annotation, coverage }) => ({ layer: id, spans: toFold(annotation).spans.map(wireSpan), coverage: coverage && toRanges(coverage) })),
  groups: bench.alignment.groups.map(({ key, differences, attributes, size, members, absent }) => ({
    key, differences: [...differences], attributes: [...attributes], size, absent: [...absent], members: members.map(({ layer, span }) => ({ layer, span: span.id })), decision: decided(bench.decisions, key),
  })),
  answers: bench.alignment.answers.map(({ question, values, agreed }) => ({ question, values: [...values], agreed, decision: decided(bench.decisions, questionKey(question)) })),
  gold: wireFold(bench),
});

function wireFold({ gold }: AdjudicationBench): AdjudicationAnswer["gold"] {
  const fold = toFold(gold);
  return { ...fold, spans: fold.spans.map(wireSpan), relations: [...fold.relations], answers: { ...fold.answers } };
}

type FoldSpan = ReturnType<typeof toFold>["spans"][number];
export const wireSpan = ({ provenance: { origin, source, sourceIds }, ...span }: FoldSpan): AdjudicationAnswer["gold"]["spans"][number] =>
  ({ ...span, provenance: { origin, ...(source === undefined ? {} : { source }), ...(sourceIds === undefined ? {} : { sourceIds: [...sourceIds] }) } });

function decided(decisions: Decisions, key: string): AdjudicationAnswer["groups"][number]["decision"] {
  const decision = decisions.get(key);
  return decision && decision.choice !== "undone" ? { choice: decision.choice, layer: decision.layer, span: decision.span, reason: decision.reason } : null;
}
