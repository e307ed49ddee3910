import type { Annotation, Answer } from "../annotation/annotation";
import { isSameValue } from "../annotation/same-value";
import type { Span } from "../annotation/span";
import type { AlignedGroup, Alignment } from "./align-layers";
import { alignLayers } from "./align-layers";
import { questionKey } from "./carry-decisions";
import type { Decisions } from "./decision";
import type { Layer } from "./layer";

/** What became of one place where an annotator or the result has a span, as that annotator is shown it afterwards. */
export interface Feedback {
  /** `same` · `changed`: the result has another label, range or attributes · `rejected`: it has none · `missed`: it has one where they had none · `open`: not settled. */
  readonly verdict: "same" | "changed" | "rejected" | "missed" | "open";
  readonly mine: Span | null;
  readonly result: Span | null;
  readonly differences: readonly ("label" | "boundary" | "attribute")[];
  readonly reason: string;
}

/** In reading order of the groups, then what the adjudicator added on their own. A place that the annotator never read and where the result has nothing is left out. */
export function feedbackFor(layer: string, alignment: Alignment, gold: Annotation, decisions: Decisions): Feedback[] {
  const settled = new Set([...decisions.values()].map(({ span }) => span));
  const added = [...gold.spans.values()].filter(({ id }) => !settled.has(id)).map((result): Feedback => ({ verdict: "missed", mine: null, result, differences: [], reason: result.note }));
  return [...alignment.groups.flatMap((group) => feedbackOn(group, layer, gold, decisions) ?? []), ...added];
}

/** The same for gold that came without decisions, as an import brings it: nothing of it is open, and its spans are held against the annotator's as two layers are. */
export function feedbackAgainst(own: Layer, gold: Annotation): Feedback[] {
  return alignLayers([own, { id: "gold", annotation: gold, coverage: null }]).groups.map(({ members }) => {
    const of = (layer: string): Span | null => members.find((member) => member.layer === layer)?.span ?? null;
    return compared(of(own.id), of("gold"), "");
  });
}

function feedbackOn(group: AlignedGroup, layer: string, gold: Annotation, decisions: Decisions): Feedback | null {
  const mine = group.members.find((member) => member.layer === layer)?.span ?? null;
  const decision = decisions.get(group.key);
  if (!decision) return mine && { verdict: "open", mine, result: null, differences: [], reason: "" };
  const result = decision.span === null ? null : (gold.spans.get(decision.span) ?? null);
  return mine || result ? compared(mine, result, decision.reason) : null;
}

function compared(mine: Span | null, result: Span | null, reason: string): Feedback {
  if (!mine) return { verdict: "missed", mine, result, differences: [], reason };
  if (!result) return { verdict: "rejected", mine, result, differences: [], reason };
  const differences = [
    ...(mine.label === result.label ? [] : ["label" as const]),
    ...(mine.start === result.start && mine.end === result.end ? [] : ["boundary" as const]),
    ...(isSameValue(mine.attributes, result.attributes) ? [] : ["attribute" as const]),
  ];
  return { verdict: differences.length === 0 ? "same" : "changed", mine, result, differences, reason };
}

/** A trace question that the result answers otherwise than the annotator. */
export interface AnswerFeedback {
  readonly question: string;
  readonly mine: Answer | null;
  readonly result: Answer | null;
  readonly reason: string;
}

/** In the order of the questions' keys; those answered alike, or not settled, are left out. */
export function answerFeedbackFor(layer: string, { answers }: Alignment, gold: Annotation, decisions: Decisions): AnswerFeedback[] {
  return answers.flatMap(({ question, values }): AnswerFeedback[] => {
    const mine = values.find((value) => value.layer === layer)?.value ?? null;
    const result = gold.answers.get(question) ?? null;
    const decision = decisions.get(questionKey(question));
    return mine === result || (result === null && !decision) ? [] : [{ question, mine, result, reason: decision?.reason ?? "" }];
  });
}
