import { matchSpans } from "../agreement/span-match";
import type { DocumentSpan } from "../agreement/span-match";

/** One submitted trace of an annotator, with what others and the adjudicator made of it. Spans carry `doc` = trace and field. */
export interface FinishedItem {
  readonly at: string;
  /** Code points of CoT and answer. */
  readonly characters: number;
  /** Active seconds; null: not recorded. */
  readonly seconds: number | null;
  readonly own: readonly DocumentSpan[];
  /** null: not adjudicated. */
  readonly gold: readonly DocumentSpan[] | null;
  /** A known item: gold hidden among the rest, or qualification. */
  readonly known: boolean;
  /** Other annotators' finished layers. */
  readonly others: readonly (readonly DocumentSpan[])[];
}

/** Labelled span F1 at IoU ≥ .5, pooled; null where neither side marked anything, or nothing was compared. */
export interface Meeting {
  readonly f1: number | null;
  /** Traces compared (with others: pairs of layers). */
  readonly n: number;
}

export interface AnnotatorFigures {
  readonly items: number;
  readonly from: string | null;
  readonly to: string | null;
  readonly minutes: number | null;
  /** Reading and labelling, over items whose time was recorded. */
  readonly charactersPerMinute: number | null;
  /** Against hidden gold and qualification items. */
  readonly known: Meeting;
  /** Against the adjudicated result, known items included. */
  readonly gold: Meeting;
  readonly others: Meeting;
}

/** Windows of fewer items say nothing about drift. */
const LEAST_IN_WINDOW = 5;
const MOST_WINDOWS = 8;

/** Pace, score on known items, agreement with the result and with others: over all items, and in windows of equal size in order of submission. Fewer than ten items make no windows. */
export function annotatorFigures(items: readonly FinishedItem[]): { readonly all: AnnotatorFigures; readonly windows: readonly AnnotatorFigures[] } {
  const ordered = [...items].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  const count = Math.min(MOST_WINDOWS, Math.floor(ordered.length / LEAST_IN_WINDOW));
  const edge = (window: number): number => Math.floor((window * ordered.length) / count);
  return { all: figuresOf(ordered), windows: count < 2 ? [] : Array.from({ length: count }, (_, window) => figuresOf(ordered.slice(edge(window), edge(window + 1)))) };
}

function figuresOf(items: readonly FinishedItem[]): AnnotatorFigures {
  const timed = items.filter(({ seconds }) => seconds !== null && seconds > 0);
  const seconds = timed.reduce((sum, item) => sum + item.seconds!, 0);
  const withGold = items.filter(({ gold }) => gold !== null);
  return {
    items: items.length, from: items[0]?.at ?? null, to: items.at(-1)?.at ?? null, minutes: timed.length > 0 ? seconds / 60 : null,
    charactersPerMinute: seconds > 0 ? (timed.reduce((sum, { characters }) => sum + characters, 0) * 60) / seconds : null,
    known: meeting(withGold.filter(({ known }) => known).map(({ own, gold }) => [gold!, own])),
    gold: meeting(withGold.map(({ own, gold }) => [gold!, own])),
    others: meeting(items.flatMap(({ own, others }) => others.map((other): readonly [readonly DocumentSpan[], readonly DocumentSpan[]] => [other, own]))),
  };
}

/** Pooled over pairs; each pair is matched alone, since one trace may be compared with several layers. */
function meeting(pairs: readonly (readonly [readonly DocumentSpan[], readonly DocumentSpan[]])[]): Meeting {
  let [tp, wrong] = [0, 0];
  for (const [reference, own] of pairs) {
    const score = matchSpans(reference, own, { match: "iou", threshold: 0.5, labelled: true });
    tp += score.tp;
    wrong += score.fp + score.fn;
  }
  return { f1: tp + wrong > 0 ? (2 * tp) / (2 * tp + wrong) : null, n: pairs.length };
}
