import { questionKey } from "@/core/adjudication/carry-decisions";
import type { Choice, Decision } from "@/core/adjudication/decision";
import { inheritedDecision } from "@/core/adjudication/inherit";
import { addedByAdjudicator, resolveGroup } from "@/core/adjudication/resolve";
import type { Annotation } from "@/core/annotation/annotation";
import { applyAll } from "@/core/annotation/apply";
import { removalOf } from "@/core/annotation/gestures";
import type { Operation } from "@/core/annotation/operation";
import type { Refusal } from "@/core/annotation/refusal";
import type { Field, Span } from "@/core/annotation/span";
import type { Result } from "@/core/result";
import { fail, succeed } from "@/core/result";
import { codePoint, sliceRange } from "@/core/text/offset";
import type { AdjudicationBench } from "@/data/adjudication-bench";
import { newId } from "@/data/id";
import type { FieldError } from "@/web/problem";
import { fieldReason, type ReasonCode } from "@/web/reasons";
import type { NewDecision } from "./schema";

/** What a step of the adjudicator does: operations on the gold, and what to keep beside them. */
export interface Settlement {
  readonly operations: readonly Operation[];
  readonly gold: Annotation;
  readonly decisions: readonly Decision[];
}

/** `fault` names the part of the request that is not right; `gone`: the group or question is not there (any more). */
export type SettleFault = { readonly kind: "refused"; readonly refusal: Refusal } | { readonly kind: "invalid"; readonly fault: FieldError } | { readonly kind: "gone"; readonly code: ReasonCode };

/** Applies one step to a bench. Pure but for the ids. */
export function settle(bench: AdjudicationBench, input: Exclude<NewDecision, { undo: unknown }>): Result<Settlement, SettleFault> {
  if ("groupKey" in input) return settleGroup(bench, input);
  if ("question" in input) return settleAnswer(bench, input);
  if ("remove" in input) return removeSpan(bench, input.remove);
  const span = madeSpan(bench, input.add.field, input.add);
  if (!span) return fail({ kind: "invalid", fault: fieldReason("add", "outside-text") });
  return applied(bench, [{ opId: newId(), type: "addSpan", span: { ...span, id: newId(), provenance: addedByAdjudicator } }], []);
}

function settleGroup(bench: AdjudicationBench, { groupKey, choice: wanted, reason }: Extract<NewDecision, { groupKey: string }>): Result<Settlement, SettleFault> {
  const { alignment, gold, context } = bench;
  const group = alignment.groups.find(({ key }) => key === groupKey);
  if (!group) return fail({ kind: "gone", code: "group-gone" });
  if (wanted.kind === "accept" && !group.members.some(({ layer }) => layer === wanted.layer)) return fail({ kind: "invalid", fault: { field: "choice.layer", message: "has no span in this group" } });
  let choice: Choice;
  if (wanted.kind === "edit") {
    const span = madeSpan(bench, group.members[0]!.span.field, wanted.span);
    if (!span) return fail({ kind: "invalid", fault: fieldReason("choice.span", "outside-text") });
    choice = { kind: "edit", span };
  } else choice = wanted;
  const inherited = inheritedDecision(group, alignment, bench.decisions, gold);
  const decisions = inherited ? new Map([...bench.decisions, [group.key, inherited]]) : bench.decisions;
  const resolved = resolveGroup(gold, decisions, alignment, group, choice, reason, context, newId);
  return resolved.ok ? succeed({ operations: resolved.value.operations, gold: resolved.value.gold, decisions: [resolved.value.decision] }) : fail({ kind: "refused", refusal: resolved.error });
}

function settleAnswer(bench: AdjudicationBench, { question, layer, reason }: Extract<NewDecision, { question: string }>): Result<Settlement, SettleFault> {
  const value = bench.alignment.answers.find((answer) => answer.question === question)?.values.find((one) => one.layer === layer)?.value;
  if (value === undefined) return fail({ kind: "gone", code: "answer-gone" });
  const from = bench.gold.answers.get(question) ?? null;
  const operations: Operation[] = value === from ? [] : [{ opId: newId(), type: "setAnswer", question, from, to: value }];
  return applied(bench, operations, [{ group: questionKey(question), choice: "accept", layer, span: null, reason }]);
}

/** Only what belongs to no group: the span of a settled group goes by rejecting it. */
function removeSpan(bench: AdjudicationBench, id: string): Result<Settlement, SettleFault> {
  if (!bench.gold.spans.has(id)) return fail({ kind: "gone", code: "gold-span-gone" });
  if (bench.alignment.groups.some(({ key }) => bench.decisions.get(key)?.span === id)) return fail({ kind: "invalid", fault: { field: "remove", message: "comes from a group: reject the group" } });
  return applied(bench, removalOf(bench.gold, id, newId), []);
}

function applied(bench: AdjudicationBench, operations: readonly Operation[], decisions: readonly Decision[]): Result<Settlement, SettleFault> {
  const next = applyAll(bench.gold, operations, bench.context);
  return next.ok ? succeed({ operations, gold: next.value, decisions }) : fail({ kind: "refused", refusal: next.error });
}

type Edited = Extract<Extract<NewDecision, { groupKey: string }>["choice"], { kind: "edit" }>["span"];

/** The span as asked for, with the quote that stands there; null where it lies outside the text. */
function madeSpan({ context }: AdjudicationBench, field: Field, { label, start, end, attributes, certainty, note }: Edited): Omit<Span, "id" | "provenance"> | null {
  const offsets = context.offsets[field];
  if (start >= end || end > offsets.length) return null;
  const range = { start: codePoint(start), end: codePoint(end) };
  return { field, label, ...range, quote: sliceRange(offsets, range), attributes, certainty, note };
}
