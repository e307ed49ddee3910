import { expect, test } from "vitest";
import { agreementReport } from "./agreement-report";
import type { FinishedTrace, PanelSpan } from "./finished-trace";

const span = (id: string, label: string, start: number, end: number, attributes: Record<string, string> = {}): PanelSpan => ({ id, field: "cot", label, start, end, attributes });
const trace: FinishedTrace = {
  id: "🙂", prompt: "p", checkpoint: "c", lengths: { prompt: 20, cot: 100, answer: 0 }, stepEnds: [50, 100],
  layers: [
    { annotator: "a", coverage: null, spans: [span("1", "verification", 0, 10, { outcome: "confirms" }), span("2", "backtracking", 20, 40), span("3", "error", 60, 70)],
      relations: [{ type: "verifies", from: "1", to: { field: "prompt", start: 0, end: 10 } }, { type: "backtracks_to", from: "2", to: null }] },
    { annotator: "b", coverage: null, spans: [span("x", "verification", 1, 12, { outcome: "inconclusive" }), span("y", "branching", 21, 40)],
      relations: [{ type: "verifies", from: "x", to: { field: "prompt", start: 0, end: 9 } }, { type: "backtracks_to", from: "y", to: { field: "cot", start: 0, end: 9 } }] },
  ],
};

test("G17: matched and unmatched spans, boundaries, attributes and relations, counted apart", () => {
  const { pairs, startOffsets, endOffsets, attributes, relations } = agreementReport([trace], [], { resamples: 0, seed: 1 }).confusion;
  expect(pairs).toEqual([{ first: "a", second: "b", counts: [{ first: "verification", second: "verification", n: 1 }, { first: "backtracking", second: "branching", n: 1 }, { first: "error", second: null, n: 1 }] }]);
  expect([startOffsets, endOffsets]).toEqual([[1], [2]]);
  expect(attributes.verification!.outcome).toMatchObject({ n: 1, observed: 1 });
  expect(relations).toEqual({ verifies: { tp: 1, fp: 0, fn: 0, f1: 1, low: null, high: null }, backtracks_to: { tp: 0, fp: 1, fn: 1, f1: 0, low: null, high: null } });
});

test("G17: one layer has nobody to disagree with", () => {
  expect(agreementReport([{ ...trace, layers: trace.layers.slice(0, 1) }], [], { resamples: 0, seed: 1 }).confusion).toEqual({ pairs: [], startOffsets: [], endOffsets: [], attributes: {}, relations: {} });
});
