import { matchSpans } from "../agreement/span-match";
import type { Annotation } from "../annotation/annotation";

/** A trace with a known result that somebody labelled: a qualification item, or gold hidden among the rest. */
export interface ScoredItem {
  readonly traceId: string;
  readonly known: Annotation;
  readonly made: Annotation;
}

export interface GoldScore {
  /** Labelled span F1 at IoU ≥ 0.5, pooled over the items; null when neither side has a span anywhere. */
  readonly f1: number | null;
  readonly matched: number;
  /** Spans that the known result does not have, and those that were not found. */
  readonly spurious: number;
  readonly missed: number;
  /** Items on which both rightly have nothing: they say nothing about F1 and are counted apart. */
  readonly rightlyEmpty: number;
}

/** How well somebody's work meets known results. */
export function goldScore(items: readonly ScoredItem[]): GoldScore {
  const spansOf = (pick: (item: ScoredItem) => Annotation) => items.flatMap((item) => [...pick(item).spans.values()].map(({ field, label, start, end }) => ({ doc: `${item.traceId} ${field}`, label, start, end })));
  const { f1, tp, fp, fn } = matchSpans(spansOf(({ known }) => known), spansOf(({ made }) => made), { match: "iou", threshold: 0.5, labelled: true });
  return { f1, matched: tp, spurious: fp, missed: fn, rightlyEmpty: items.filter(({ known, made }) => known.spans.size === 0 && made.spans.size === 0).length };
}

/** Whether somebody may go on after the qualification set. Where no known result has a span and nobody marked one, there is nothing to fail at.
 *  @param passMark in [0, 1] */
export const qualifies = (score: GoldScore, passMark: number): boolean => (score.f1 ?? 1) >= passMark;
