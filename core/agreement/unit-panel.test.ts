import fc from "fast-check";
import { expect, test } from "vitest";
import { unitizingAlpha, unitizingDisagreement } from "./alpha-u";
import { toComparable } from "./comparable-trace";
import { largestDisagreements } from "./disagreements";
import type { FinishedLayer, FinishedTrace, PanelSpan } from "./finished-trace";
import { gammaAgreement } from "./gamma";
import { continuaOfTraces, disorderOf, GAMMA_OPTIONS, gammaOfTraces } from "./gamma-of-traces";
import { countWork } from "./panel-counts";
import type { Resampling } from "./resampled-estimates";
import { boundarySimilarity } from "./segmentation";
import { countUnits, unitPanel } from "./unit-panel";

const span = (label: string, start: number, end: number, id = `${label} ${start}`): PanelSpan => ({ id, field: "cot", label, start, end, attributes: {} });
const layer = (annotator: string, spans: readonly PanelSpan[], coverage: FinishedLayer["coverage"] = null): FinishedLayer => ({ annotator, spans, relations: [], coverage });
const trace = (id: string, checkpoint: string, layers: readonly FinishedLayer[], prompt = id): FinishedTrace => ({ id, prompt, checkpoint, lengths: { prompt: 10, cot: 100, answer: 5 }, stepEnds: [20, 40, 60, 80, 100], layers });
const pairs = [["a", "b"]] as const;
const plain = { resamples: 0, seed: 5 };
const unitsOf = (traces: readonly FinishedTrace[], labels: readonly string[], resampling: Resampling) => {
  const compared = traces.map(toComparable);
  return unitPanel(countUnits(compared, labels, countWork(compared, labels)), 1, resampling);
};
const options = { resamples: 200, seed: 5 };
const first = layer("a", [span("v", 3, 20), span("🙂", 30, 45)]);
const second = layer("b", [span("v", 4, 22), span("🙂", 60, 75)]);

test("G7: of one trace αU and boundary similarity are the plain ones; over several they are pooled", () => {
  const [all, v] = unitsOf([trace("t", "c", [first, second])], ["v"], plain);
  const units = [first, second].flatMap(({ annotator, spans }) => spans.map(({ label, start, end }) => ({ annotator, label, start, end })));
  const { overall, labels } = unitizingAlpha(["a", "b"], [0, 100], units);
  expect(all!.alphaU.value).toBeCloseTo(overall.alpha!, 12);
  expect(v!.alphaU.value).toBeCloseTo(labels.v!.alpha!, 12);
  expect(v!.boundarySimilarity.value).toBeCloseTo(boundarySimilarity([3, 20], [4, 22])!, 12);
  const twice = unitsOf([trace("t", "c", [first, second]), trace("u", "c", [first, second])], [], options);
  expect(twice[0]!.alphaU.value).toBeCloseTo(overall.alpha!, 12);
  expect(twice[0]!.alphaU.low).toBeCloseTo(overall.alpha!, 12);
});

test("G16: what somebody never read is no gap, and a label nobody used is undefined", () => {
  const read = [{ field: "cot" as const, start: 0, end: 50 }];
  const [all, none] = unitsOf([trace("t", "c", [layer("a", [span("v", 3, 20), span("v", 70, 80)]), layer("b", [span("v", 3, 20)], read)])], ["x"], plain);
  expect(all!.alphaU.value).toBe(1);
  expect(all!.boundarySimilarity.value).toBe(1);
  expect(none).toMatchObject({ alphaU: { value: null, reason: "no spans on either side" }, boundarySimilarity: { value: null, reason: "no boundaries on either side" } });
});

test("G7: spans of one label that cross or nest on one side never stop the panel", () => {
  const spans = fc.array(fc.record({ start: fc.nat(90), length: fc.integer({ min: 1, max: 40 }) }), { maxLength: 6 }).map((all) => all.map(({ start, length }, i) => span("v", start, Math.min(100, start + length), `${i}`)));
  fc.assert(fc.property(spans, spans, (a, b) => {
    const [all] = unitsOf([trace("t🙂", "c", [layer("a", a), layer("b", b)])], [], plain);
    expect(all!.alphaU.value === null).toBe(a.length + b.length === 0);
  }));
});

test("G11: clusters of near boundaries give what the whole list gives", () => {
  const positions = fc.uniqueArray(fc.nat(25), { maxLength: 9 }).map((all) => all.sort((a, b) => a - b));
  const most = (a: readonly number[], b: readonly number[]): number => (a.length === 0 || b.length === 0 ? 0 : Math.max(most(a.slice(1), b), ...b.map((other, j) => (Math.abs(a[0]! - other) < 2 ? 1 + most(a.slice(1), b.filter((_, k) => k !== j)) : 0))));
  fc.assert(fc.property(positions, positions, (a, b) => {
    const [shared, left, right] = [a.filter((at) => b.includes(at)), a.filter((at) => !b.includes(at)), b.filter((at) => !a.includes(at))];
    const near = most(left, right);
    const additions = left.length + right.length - 2 * near;
    const compared = shared.length + near + additions;
    expect(boundarySimilarity(a, b)).toEqual(compared === 0 ? null : expect.closeTo(1 - (additions + near / 2) / compared, 12));
  }));
});

test("G9: γ of one continuum is γ; of several it is 1 − ΣDo/ΣDe, whatever their order", () => {
  const one = [trace("t", "c", [first, second])];
  const disorders = (traces: readonly FinishedTrace[]) => continuaOfTraces(traces).map(({ continuum, ...place }) => ({ ...place, ...disorderOf(continuum) }));
  const units = [first, second].flatMap(({ annotator, spans }) => spans.map(({ label, start, end }) => ({ annotator, label, start, end })));
  expect(gammaOfTraces(disorders(one), plain).gamma.value).toBeCloseTo(gammaAgreement(["a", "b"], [0, 100], units, GAMMA_OPTIONS).gamma!, 12);
  const two = disorders([...one, trace("u", "c", [first, layer("b", first.spans)])]);
  expect(gammaOfTraces(two, options)).toMatchObject({ continua: 2, approximate: 0, gamma: { value: expect.closeTo(1 - two[0]!.observed / (two[0]!.expected + two[1]!.expected), 12) } });
  expect(gammaOfTraces([...two].reverse(), plain).gamma.value).toBeCloseTo(gammaOfTraces(two, plain).gamma.value!, 12);
  expect(gammaOfTraces([], plain).gamma).toMatchObject({ value: null, reason: "no spans on either side" });
});

test("G19: disagreements come by size, with what each said", () => {
  const found = largestDisagreements([toComparable(trace("t🙂", "c", [layer("a", [span("v", 0, 40), span("v", 60, 70), span("🙂", 80, 90)]), layer("b", [span("x", 0, 38), span("v", 60, 72), span("🙂", 80, 90)])]))], pairs, 10);
  expect(found).toEqual([
    { trace: "t🙂", field: "cot", start: 0, end: 40, kind: "label", first: { annotator: "a", label: "v" }, second: { annotator: "b", label: "x" }, size: 40 },
    { trace: "t🙂", field: "cot", start: 60, end: 72, kind: "boundary", first: { annotator: "a", label: "v" }, second: { annotator: "b", label: "v" }, size: 2 },
  ]);
  expect(largestDisagreements([toComparable(trace("t", "c", [layer("a", [span("v", 5, 9)]), layer("b", [])]))], pairs, 1)[0]).toMatchObject({ kind: "only-one", second: { label: null }, size: 4 });
});

test("G19: a list cut to its first few is the head of the whole list", () => {
  const marks = fc.array(fc.record({ label: fc.constantFrom("v", "🙂"), start: fc.nat(90), length: fc.integer({ min: 1, max: 10 }) }), { maxLength: 40 })
    .map((all) => all.map(({ label, start, length }, i) => span(label, start, Math.min(100, start + length), `${i}`)));
  fc.assert(fc.property(fc.array(fc.tuple(marks, marks), { minLength: 4, maxLength: 8 }), fc.integer({ min: 1, max: 4 }), (all, most) => {
    const compared = all.map(([a, b], i) => toComparable(trace(`t${i % 3}`, "c", [layer("a", a), layer("b", b)])));
    expect(largestDisagreements(compared, pairs, most)).toEqual(largestDisagreements(compared, pairs, 10_000).slice(0, most));
  }));
});

test("G7: what is expected by chance is the sum over all units and gaps", () => {
  const lengths = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 8 });
  fc.assert(fc.property(lengths, lengths, (a, b) => {
    const place = (all: readonly number[]) => all.reduce<{ at: number; units: { start: number; end: number }[] }>(({ at, units }, length, i) => ({ at: at + length, units: i % 2 ? [...units, { start: at, end: at + length }] : units }), { at: 0, units: [] }).units;
    const records = [place(a), place(b)];
    const gaps = records.flatMap((own) => [...own.map(({ start }, i) => start - (own[i - 1]?.end ?? 0)), 100 - (own.at(-1)?.end ?? 0)]).filter((gap) => gap > 0);
    const units = records.flat().map(({ start, end }) => end - start);
    const weighted = units.reduce((sum, l) => sum + ((units.length - 1) / 3) * (2 * l ** 3 - 3 * l ** 2 + l) + l ** 2 * gaps.filter((gap) => gap >= l).reduce((places, gap) => places + gap - l + 1, 0), 0);
    expect(unitizingDisagreement(records, [0, 100]).expected).toBeCloseTo(((2 / 100) * weighted) / (200 * 199 - units.reduce((sum, l) => sum + l * (l - 1), 0)), 12);
  }));
});
