import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { FinishedLayer, FinishedTrace, PanelSpan } from "./finished-trace";
import { agreementReport } from "./agreement-report";
import { spanAlpha } from "./span-alpha";
import { matchSpans } from "./span-match";

const options = { resamples: 200, seed: 5 };
const panelOf = (...work: Parameters<typeof agreementReport>) => agreementReport(...work).panel;
const span = (id: string, label: string, start: number, end: number): PanelSpan => ({ id, field: "cot", label, start, end, attributes: {} });
const layer = (annotator: string, spans: readonly PanelSpan[], coverage: FinishedLayer["coverage"] = null): FinishedLayer => ({ annotator, spans, relations: [], coverage });
const trace = (id: string, prompt: string, layers: readonly FinishedLayer[]): FinishedTrace => ({ id, prompt, checkpoint: "step-1", lengths: { prompt: 10, cot: 100, answer: 5 }, stepEnds: [20, 40, 60, 80, 100], layers });

const spans = fc.array(fc.record({ label: fc.constantFrom("verification", "🙂"), start: fc.nat(90), length: fc.integer({ min: 1, max: 30 }) }), { maxLength: 6 })
  .map((all) => all.map(({ label, start, length }, i) => span(`s${i}`, label, start, Math.min(100, start + length))));
const traces = fc.array(fc.tuple(spans, spans), { minLength: 1, maxLength: 6 }).map((all) => all.map(([a, b], i) => trace(`t${i}`, `p${i % 3}`, [layer("a1", a), layer("a2", b)])));

describe("the agreement panel", () => {
  test("G15: its α and F1 are those of the plain functions on all traces together", () => {
    fc.assert(fc.property(traces, (all) => {
      const { labels: [panel], traces: counted } = panelOf(all, ["verification"], { ...options, resamples: 0 });
      const flat = (annotator: string) => all.flatMap(({ id, layers }) => layers.find((each) => each.annotator === annotator)!.spans.map((each) => ({ doc: id, annotator, label: each.label, start: each.start, end: each.end })));
      const documents = all.map(({ id }) => ({ id, length: 100, annotatedBy: ["a1", "a2"] }));
      const alpha = spanAlpha(documents, [...flat("a1"), ...flat("a2")], "step", new Map(all.map(({ id, stepEnds }) => [id, { ends: stepEnds }])), "verification");
      expect(panel!.stepAlpha.reason).toBe(alpha.reason);
      if (alpha.alpha !== null) expect(panel!.stepAlpha.value).toBeCloseTo(alpha.alpha, 10);
      const only = (annotator: string) => flat(annotator).filter((each) => each.label === "verification");
      expect(panel!.spanF1.value).toBe(matchSpans(only("a1"), only("a2"), { match: "iou", threshold: 0.5, labelled: true }).f1);
      expect(counted).toBe(all.length);
    }));
  });

  test("G1: two who mark the same agree fully; who marks nothing beside one who does, does not", () => {
    const marks = [span("x", "verification", 0, 20)];
    const same = panelOf([trace("t", "p", [layer("a", marks), layer("b", marks)]), trace("u", "q", [layer("a", marks), layer("b", marks)])], ["verification", "error"], options);
    expect(same.labels[0]!.stepAlpha).toMatchObject({ value: 1, low: 1, high: 1 });
    expect(same.labels[1]!.stepAlpha).toMatchObject({ value: null, reason: "one category only" });
    expect(same.labels[1]!.stepAgreement).toBe(1);
    expect(same.labels.map(({ bothEmpty }) => bothEmpty)).toEqual([0, 2]);
    const apart = panelOf([trace("t", "p", [layer("a", marks), layer("b", [])])], ["verification"], options);
    expect(apart.labels[0]!.spanF1.value).toBe(0);
  });

  test("G16: only what both have read counts, and a clipped span stays out of exact F1", () => {
    const read = [{ field: "cot" as const, start: 0, end: 40 }];
    const panel = panelOf([trace("t", "p", [layer("a", [span("x", "verification", 20, 60), span("y", "verification", 70, 80)]), layer("b", [span("z", "verification", 20, 40)], read)])], ["verification"], options);
    expect(panel.steps).toBe(2);
    expect(panel.labels[0]!.spanF1.value).toBe(1);
    expect(panel.labels[0]!.exactF1.value).toBe(0);
  });

  test("G3: the order of traces and the names of annotators do not matter; a trace with one layer is left out", () => {
    fc.assert(fc.property(traces, (all) => {
      const renamed = [...all].reverse().map((each) => ({ ...each, layers: each.layers.map((l) => ({ ...l, annotator: l.annotator === "a1" ? "z9" : "b" })) }));
      const [a, b] = [panelOf(all, ["🙂"], { ...options, resamples: 0 }), panelOf([...renamed, trace("alone", "p9", [layer("b", [])])], ["🙂"], { ...options, resamples: 0 })];
      expect(b.traces).toBe(a.traces);
      expect(b.labels[0]!.characterF1.value ?? -1).toBeCloseTo(a.labels[0]!.characterF1.value ?? -1, 12);
      expect(b.labels[0]!.stepAlpha.value ?? -1).toBeCloseTo(a.labels[0]!.stepAlpha.value ?? -1, 12);
    }));
  });
});
