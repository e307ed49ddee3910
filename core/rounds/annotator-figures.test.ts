import { expect, test } from "vitest";
import type { FinishedItem } from "./annotator-figures";
import { annotatorFigures } from "./annotator-figures";

const span = (label: string, start: number) => ({ doc: "t🙂 cot", label, start, end: start + 10 });
const item = (i: number, over: Partial<FinishedItem> = {}): FinishedItem => ({ at: `2026-11-${String(i + 1).padStart(2, "0")}T10:00:00.000Z`, characters: 1200, seconds: 60, own: [span("v", 0)], gold: null, known: false, others: [], ...over });

test("R18: pace is characters over recorded time, and items without time do not count for it", () => {
  const { all } = annotatorFigures([item(0), item(1, { seconds: null, characters: 9999 }), item(2, { seconds: 180 })]);
  expect(all).toMatchObject({ items: 3, minutes: 4, charactersPerMinute: 600, known: { f1: null, n: 0 }, from: item(0).at, to: item(2).at });
});

test("R18: known items, the result and others are compared apart; drift shows in windows by time", () => {
  const good = (i: number) => item(i, { gold: [span("v", 1)], known: i === 0, others: [[span("v", 0)], []] });
  const bad = (i: number) => item(i, { gold: [span("x", 0)], others: [[span("v", 0)]] });
  const { all, windows } = annotatorFigures([5, 6, 7, 8, 9].map(bad).concat([0, 1, 2, 3, 4].map(good)));
  expect(all.known).toEqual({ f1: 1, n: 1 });
  expect(all.gold).toEqual({ f1: 0.5, n: 10 });
  expect(all.others.n).toBe(15);
  expect(windows.map(({ gold, items }) => [gold.f1, items])).toEqual([[1, 5], [0, 5]]);
  expect(annotatorFigures([item(0)]).windows).toEqual([]);
});
