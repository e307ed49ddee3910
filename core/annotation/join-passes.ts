import type { Pass } from "./annotation";
import { PASSES } from "./annotation";
import type { Relation } from "./relation";
import { isSpanTarget } from "./relation";
import type { FoldRecord } from "./serialize";
import type { Span } from "./span";
import { isTakenOver } from "./taken-over";

/** The passes of one layer on one trace as one piece of work: what the truth pass says of a span of the behaviour pass is added to it. A span that the truth pass took over from work of others says nothing of this layer.
 *  A span is the same where label and place are, or where it kept id and label and was moved; an id alone says little, since those of gold are counted anew in each pass. */
export function joinPasses(passes: readonly { readonly pass: Pass; readonly fold: FoldRecord }[]): Pick<FoldRecord, "spans" | "relations" | "answers"> {
  const sorted = [...passes].sort((a, b) => PASSES.indexOf(a.pass) - PASSES.indexOf(b.pass));
  const spans = new Map<string, Span>();
  const relations = new Map<string, Relation>();
  sorted.forEach(({ pass, fold }, later) => {
    const before = new Map(spans);
    const places = new Map([...before.values()].map((span) => [placeOf(span), span.id]));
    const heldAs = new Map<string, string>();
    for (const span of fold.spans) {
      const known = places.get(placeOf(span)) ?? (isMoved(before.get(span.id), span) ? span.id : null);
      if (known === null && later > 0 && isTakenOver(span)) continue;
      const id = known ?? (before.has(span.id) ? `${pass}/${span.id}` : span.id);
      heldAs.set(span.id, id);
      spans.set(id, { ...span, id, attributes: { ...before.get(id)?.attributes, ...span.attributes } });
    }
    for (const { id, type, from, to } of fold.relations) {
      const source = heldAs.get(from);
      const target = isSpanTarget(to) ? heldAs.get(to.span) : to;
      if (source === undefined || target === undefined) continue;
      const end = typeof target === "string" ? { span: target } : target;
      relations.set(JSON.stringify([type, source, end]), { id, type, from: source, to: end });
    }
  });
  return { spans: [...spans.values()], relations: [...relations.values()], answers: Object.assign({}, ...sorted.map(({ fold }) => fold.answers)) as FoldRecord["answers"] };
}

const isMoved = (before: Span | undefined, now: Span): boolean => before?.label === now.label && before.field === now.field && before.start < now.end && now.start < before.end;

const placeOf = ({ field, start, end, label }: Span): string => `${field} ${start} ${end} ${label}`;
