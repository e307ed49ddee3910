import type { Pass } from "./annotation";
import { PASSES } from "./annotation";
import type { Relation } from "./relation";
import { isSpanTarget } from "./relation";
import type { FoldRecord } from "./serialize";
import type { Span } from "./span";
import { isTakenOver } from "./truth-pass";

/** The passes of one layer on one trace as one piece of work: what the truth pass says of a span of the behaviour pass is added to it. A span that the truth pass took over from work of others says nothing of this layer. */
export function joinPasses(passes: readonly { readonly pass: Pass; readonly fold: FoldRecord }[]): Pick<FoldRecord, "spans" | "relations" | "answers"> {
  const folds = [...passes].sort((a, b) => PASSES.indexOf(a.pass) - PASSES.indexOf(b.pass)).map(({ fold }) => fold);
  const spans = new Map<string, Span>();
  const heldAs = new Map<string, string | null>(); // ids of a later pass; null: not of this layer
  folds.forEach((fold, later) => {
    const places = new Map([...spans.values()].map((span) => [placeOf(span), span.id]));
    for (const span of fold.spans) {
      const id = spans.has(span.id) ? span.id : places.get(placeOf(span)) ?? (later > 0 && isTakenOver(span) ? null : span.id);
      heldAs.set(span.id, id);
      if (id !== null) spans.set(id, { ...span, id, attributes: { ...spans.get(id)?.attributes, ...span.attributes } });
    }
  });
  const relations = new Map<string, Relation>();
  for (const { id, type, from, to } of folds.flatMap((fold) => fold.relations)) {
    const [source, target] = [heldAs.get(from), isSpanTarget(to) ? heldAs.get(to.span) : undefined];
    if (typeof source !== "string" || target === null) continue;
    const relation = { id, type, from: source, to: target === undefined ? to : { span: target } };
    relations.set(JSON.stringify([type, relation.from, relation.to]), relation);
  }
  return { spans: [...spans.values()], relations: [...relations.values()], answers: Object.assign({}, ...folds.map((fold) => fold.answers)) as FoldRecord["answers"] };
}

const placeOf = ({ field, start, end, label }: Span): string => `${field} ${start} ${end} ${label}`;
