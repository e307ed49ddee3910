import type { Field } from "@/core/annotation/span";
import type { AdjudicationAnswer, NewDecision, Undo } from "../schema";
import { extentOf, membersOf, spansOf, type Group, type WireSpan } from "./score-model";

/** A step of the adjudicator before it is known at which revision it will be sent. */
export type Step = NewDecision extends infer One ? (One extends { undo: unknown } ? never : One extends { revision: number } ? Omit<One, "revision" | "decided"> : never) : never;
/** What an adjudicator can ask for, in the order of the keys pressed. */
export type Action = { readonly kind: "decide"; readonly step: Step } | { readonly kind: "undo" | "redo" | "submit" | "reopen" };
type Decided = NonNullable<Group["decision"]>;
type Choice = Extract<Step, { groupKey: string }>["choice"];

/** A step that was made, as far as it takes to go back over it. */
export interface Turn extends Undo {
  /** The gold span of the place on the other side of the step; null: none. */
  readonly span: WireSpan | null;
}

/** An adjudication with the steps that can be taken back, and those that can be made again. */
export interface Sitting {
  readonly held: AdjudicationAnswer;
  readonly done: readonly Turn[];
  readonly undone: readonly Turn[];
}

/** Cuts a field's text, by code points. */
export type Cut = (field: Field, start: number, end: number) => string;

/** Where the decision of a step is kept; null: the step settles nothing. */
export const placeOf = (step: Step): string | null => ("groupKey" in step ? step.groupKey : "question" in step ? `question ${step.question}` : null);

export function decisionAt({ groups, answers }: AdjudicationAnswer, place: string): Decided | null {
  return (groups.find(({ key }) => key === place) ?? answers.find(({ question }) => `question ${question}` === place))?.decision ?? null;
}

/** How a sitting stands after an action. @param held what the server answered, or what will be (`foreseen`) */
export function after(sitting: Sitting, action: Action, held: AdjudicationAnswer): Sitting {
  const { revision, opening } = sitting.held;
  const grown = held.revision - revision;
  if (action.kind === "submit" || action.kind === "reopen") return { held, done: [], undone: [] };
  if (action.kind === "decide") {
    const place = placeOf(action.step);
    // With the first decision goes what all agree on.
    return { held, done: [...sitting.done, turnBack(sitting.held, place, grown - (revision === 0 ? opening : 0))], undone: [] };
  }
  const [from, to] = action.kind === "undo" ? [sitting.done, sitting.undone] : [sitting.undone, sitting.done];
  const last = from.at(-1);
  if (!last) return { ...sitting, held };
  const back = [...to, turnBack(sitting.held, last.decision?.group ?? null, grown)];
  return action.kind === "undo" ? { held, done: from.slice(0, -1), undone: back } : { held, done: back, undone: from.slice(0, -1) };
}

/** The same before the server has answered: the page goes on with it, and what comes takes its place. */
export const foreseen = (sitting: Sitting, action: Action, cut: Cut): Sitting => after(sitting, action, heldAfter(sitting, action, cut));

function turnBack(before: AdjudicationAnswer, place: string | null, operations: number): Turn {
  const restore = place === null ? null : decisionAt(before, place);
  return { operations, decision: place === null ? null : { group: place, restore }, span: before.gold.spans.find(({ id }) => id === restore?.span) ?? null };
}

function heldAfter(sitting: Sitting, action: Action, cut: Cut): AdjudicationAnswer {
  const { held } = sitting;
  if (action.kind === "submit") return { ...held, status: "submitted" };
  if (action.kind === "reopen") return { ...held, status: "draft" };
  if (action.kind === "decide") return withStep(held, action.step, cut);
  const last = (action.kind === "undo" ? sitting.done : sitting.undone).at(-1);
  return last?.decision ? placed(held, last.decision.group, last.decision.restore, last.span) : held;
}

function withStep(held: AdjudicationAnswer, step: Step, cut: Cut): AdjudicationAnswer {
  if ("question" in step) return placed(held, placeOf(step)!, { choice: "accept", layer: step.layer, span: null, reason: step.reason ?? "" }, null);
  if ("add" in step) return { ...held, gold: { ...held.gold, spans: [...held.gold.spans, foreseenSpan(step.add, `foreseen ${held.gold.spans.length}`, "added", cut)] } };
  if (!("groupKey" in step)) return held;
  const group = held.groups.find(({ key }) => key === step.groupKey);
  if (!group) return held;
  const span = settledSpan(held, group, step.choice, cut);
  return placed(held, group.key, { choice: step.choice.kind, layer: step.choice.kind === "accept" ? step.choice.layer : null, span: span?.id ?? null, reason: step.reason ?? "" }, span);
}

/** One place with another decision, its former gold span gone and the new one there. */
function placed(held: AdjudicationAnswer, place: string, decision: Decided | null, span: WireSpan | null): AdjudicationAnswer {
  const former = decisionAt(held, place)?.span;
  const spans = held.gold.spans.filter(({ id }) => id !== former);
  return {
    ...held,
    groups: held.groups.map((group) => (group.key === place ? { ...group, decision } : group)),
    answers: held.answers.map((answer) => (`question ${answer.question}` === place ? { ...answer, decision } : answer)),
    gold: { ...held.gold, spans: span ? [...spans, span] : spans },
  };
}

function settledSpan(held: AdjudicationAnswer, group: Group, choice: Choice, cut: Cut): WireSpan | null {
  const members = membersOf(group, spansOf(held));
  const id = `foreseen ${group.key}`;
  if (choice.kind === "accept") { const taken = members.find(({ layer }) => layer === choice.layer); return taken ? { ...taken.span, id, provenance: { origin: "accepted" } } : null; }
  if (choice.kind === "merge") return foreseenSpan({ ...extentOf(members), label: choice.label }, id, "merged", cut);
  return choice.kind === "edit" ? foreseenSpan({ ...choice.span, field: members[0]!.span.field }, id, "edited", cut) : null;
}

type Made = { readonly field: Field; readonly label: string; readonly start: number; readonly end: number } & Partial<Pick<WireSpan, "attributes" | "certainty" | "note">>;

const foreseenSpan = (made: Made, id: string, origin: "added" | "merged" | "edited", cut: Cut): WireSpan =>
  ({ attributes: {}, certainty: "sure", note: "", ...made, id, quote: cut(made.field, made.start, made.end), provenance: { origin } });
