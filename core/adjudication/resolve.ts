import { applyAll } from "../annotation/apply";
import type { Annotation } from "../annotation/annotation";
import type { AnnotationContext } from "../annotation/context";
import { fittingAttributes, removalOf } from "../annotation/gestures";
import type { Operation } from "../annotation/operation";
import type { Refusal } from "../annotation/refusal";
import type { Provenance, Span } from "../annotation/span";
import type { Result } from "../result";
import { fail, succeed } from "../result";
import { codePoint, sliceRange } from "../text/offset";
import type { AlignedGroup, Alignment } from "./align-layers";
import { carryRelations } from "./carry-relations";
import type { Choice, Decision, Decisions } from "./decision";
import type { Member } from "./layer";
import { memberKey } from "./layer";

/** What settling a group does to the gold annotation: a batch of ordinary operations, to be appended and undone like any other, and the decision to keep beside it. */
export interface Resolution {
  readonly operations: readonly Operation[];
  readonly gold: Annotation;
  readonly decision: Decision;
}

/** Settles a group, also one that was settled before: its former gold span goes, with its relations, and the new one comes with those relations of the followed layer whose other end is settled.
 *  Originals are read, never changed. @returns the refusal of the same rules under which annotators work */
export function resolveGroup(
  gold: Annotation, decisions: Decisions, alignment: Alignment, group: AlignedGroup, choice: Choice, reason: string, context: AnnotationContext, newId: () => string,
): Result<Resolution, Refusal> {
  const former = decisions.get(group.key)?.span ?? null;
  const span = goldSpan(group, choice, context, newId);
  const decision: Decision = { group: group.key, choice: choice.kind, layer: choice.kind === "accept" ? choice.layer : null, span: span?.id ?? null, reason };
  const replacing: Operation[] = [...(former === null ? [] : removalOf(gold, former, newId)), ...(span ? [{ opId: newId(), type: "addSpan" as const, span }] : [])];
  const placed = applyAll(gold, replacing, context);
  if (!placed.ok) return fail(placed.error);
  const carried = span ? carryRelations(placed.value, new Map([...decisions, [group.key, decision]]), alignment, group, context, newId) : [];
  const related = applyAll(placed.value, carried, context);
  return related.ok ? succeed({ operations: [...replacing, ...carried], gold: related.value, decision }) : fail(related.error);
}

function goldSpan(group: AlignedGroup, choice: Choice, context: AnnotationContext, newId: () => string): Span | null {
  switch (choice.kind) {
    case "reject": return null;
    case "accept": {
      const member = group.members.find(({ layer }) => layer === choice.layer);
      if (!member) throw new RangeError(`${choice.layer} has no span in this group`);
      return acceptedSpan([member], newId());
    }
    case "merge": return mergedSpan(group, choice.label, context, newId());
    case "edit": return { ...choice.span, id: newId(), provenance: from("edited", group.members) };
  }
}

/** A span taken over as it stands. @param members those who made it: one, or all who agree */
export const acceptedSpan = (members: readonly Member[], id: string): Span => ({ ...members[0]!.span, id, provenance: from("accepted", members) });

/** What all members cover together, under one label; attributes on which the members of that label agree are kept, notes and certainty are not. */
function mergedSpan(group: AlignedGroup, label: string, context: AnnotationContext, id: string): Span {
  const { field } = group.members[0]!.span;
  const spans = group.members.map(({ span }) => span);
  const range = { start: codePoint(Math.min(...spans.map(({ start }) => start))), end: codePoint(Math.max(...spans.map(({ end }) => end))) };
  const [first, ...others] = spans.filter((span) => span.label === label);
  const common = Object.fromEntries(Object.entries(first?.attributes ?? {}).filter(([key, value]) => others.every(({ attributes }) => attributes[key] === value)));
  return {
    id, field, label, ...range, quote: sliceRange(context.offsets[field], range), attributes: fittingAttributes({ label, attributes: common }, context.codebook),
    certainty: "sure", note: "", provenance: from("merged", group.members),
  };
}

const from = (origin: Provenance["origin"], members: readonly Member[]): Provenance =>
  ({ origin, source: members.map(({ layer }) => layer).join(" "), sourceIds: members.map(memberKey) });

/** Provenance of a span that the adjudicator adds where nobody saw one. */
export const addedByAdjudicator: Provenance = { origin: "added" };
