import fc from "fast-check";
import { expect, test } from "vitest";
import { agreementReport } from "./agreement-report";
import type { FinishedLayer, FinishedTrace, PanelRelation, PanelSpan } from "./finished-trace";
import { continuaOfTraces, disorderOf, gammaOfTraces } from "./gamma-of-traces";
import { MEASURES, UNIT_MEASURES } from "./measures";
import type { Resampling } from "./resampled-estimates";

const span = (label: string, start: number, end: number, attributes: Record<string, string> = {}): PanelSpan => ({ id: `${label} ${start}`, field: "cot", label, start, end, attributes });
const layer = (annotator: string, spans: readonly PanelSpan[], relations: readonly PanelRelation[] = []): FinishedLayer => ({ annotator, spans, relations, coverage: null });
const trace = (id: string, checkpoint: string, layers: readonly FinishedLayer[], prompt = id): FinishedTrace => ({ id, prompt, checkpoint, lengths: { prompt: 10, cot: 100, answer: 5 }, stepEnds: [20, 40, 60, 80, 100], layers });
const plain = { resamples: 0, seed: 5 };
const options = { resamples: 200, seed: 5 };
const gammaOf = (traces: readonly FinishedTrace[], resampling: Resampling) => gammaOfTraces(continuaOfTraces(traces).map(({ continuum, ...place }) => ({ ...place, ...disorderOf(continuum) })), resampling);

test("G18: what a checkpoint has is what a report of its traces alone has, for every coefficient; all have a difference from the first", () => {
  const relation = fc.record({ type: fc.constantFrom("verifies", "backtracks_to"), to: fc.option(fc.constantFrom({ field: "prompt" as const, start: 0, end: 9 }, { field: "cot" as const, start: 0, end: 30 })) });
  const one = fc.record({ label: fc.constantFrom("v", "🙂"), start: fc.nat(4), long: fc.integer({ min: 6, max: 20 }), outcome: fc.option(fc.constantFrom("confirms", "refutes")), relation: fc.option(relation) });
  const work = (annotator: string) => fc.uniqueArray(one, { maxLength: 4, selector: ({ label, start }) => `${label} ${start}` }).map((marks) => layer(annotator,
    marks.map(({ label, start, long, outcome }) => span(label, 20 * start, 20 * start + long, outcome ? { outcome } : {})),
    marks.flatMap(({ label, start, relation: drawn }) => (drawn ? [{ type: drawn.type, from: `${label} ${20 * start}`, to: drawn.to }] : []))));
  const traces = fc.array(fc.tuple(fc.constantFrom("step-1", "step-20", "step-100"), fc.tuple(work("a"), work("b"), work("c"))), { minLength: 1, maxLength: 9 })
    .map((all) => all.map(([checkpoint, layers], i) => trace(`t${i}`, checkpoint, layers, `p${i % 4}`)));
  fc.assert(fc.property(traces, (all) => {
    const names = ["step-1", "step-20", "step-100"].filter((name) => all.some(({ checkpoint }) => checkpoint === name));
    const [{ checkpoints, panel }, gamma] = [agreementReport(all, ["v", "🙂"], plain), gammaOf(all, plain)];
    expect(checkpoints.map(({ checkpoint }) => checkpoint)).toEqual(names.length > 1 ? names : []);
    for (const [at, { checkpoint, traces: counted, rows, attributes, relations }] of checkpoints.entries()) {
      const those = all.filter((each) => each.checkpoint === checkpoint);
      const alone = agreementReport(those, ["v", "🙂"], plain);
      expect(counted).toBe(those.length);
      const first = checkpoints[0]!;
      for (const [row, found] of rows.entries()) {
        const expected = { ...[alone.panel.overall, ...alone.panel.labels][row]!, ...alone.units[row]! };
        expect([found.label, [panel.overall, ...panel.labels][row]!.label]).toEqual([expected.label, expected.label]);
        for (const measure of [...MEASURES, ...UNIT_MEASURES]) {
          expect(found[measure].value, measure).toEqual(closeTo(expected[measure].value));
          expect(found.differences?.[measure].value, measure).toEqual(at === 0 ? undefined : closeTo(less(found[measure].value, first.rows[row]![measure].value)));
        }
      }
      for (const [row, { label, attribute, n, alpha, differences }] of attributes.entries()) {
        const expected = alone.confusion.attributes[label]?.[attribute];
        expect([n, alpha.value]).toEqual([expected?.n ?? 0, closeTo(expected?.alpha ?? null)]);
        expect(differences?.alpha.value).toEqual(at === 0 ? undefined : closeTo(less(alpha.value, first.attributes[row]!.alpha.value)));
      }
      for (const [row, { type, f1, differences }] of relations.entries()) {
        expect(f1.value).toEqual(closeTo(alone.confusion.relations[type]?.f1 ?? null));
        expect(differences?.f1.value).toEqual(at === 0 ? undefined : closeTo(less(f1.value, first.relations[row]!.f1.value)));
      }
      const own = gamma.checkpoints.find((each) => each.checkpoint === checkpoint);
      if (gamma.checkpoints.length > 0) expect(own?.gamma.value ?? null).toEqual(closeTo(gammaOf(those, plain).gamma.value));
    }
  }), { numRuns: 60 });
});

const closeTo = (value: number | null) => (value === null ? null : expect.closeTo(value, 12));
const less = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : a - b);

test("G18: a checkpoint at which agreement is worse is told from the first one by every coefficient, and one that is as good by none", () => {
  const at = (i: number) => 20 * (i % 4);
  const marked = (place: number, outcome: string, to: PanelRelation["to"]): [readonly PanelSpan[], readonly PanelRelation[]] => {
    const anchor = span("🙂", (place + 40) % 80, (place + 40) % 80 + 10, { outcome });
    return [[span("v", place, place + 18), anchor], [{ type: "verifies", from: anchor.id, to }]];
  };
  const prompt = { field: "prompt" as const, start: 0, end: 9 };
  const good = (checkpoint: string) => (i: number) => trace(`${checkpoint} ${i}`, checkpoint, [layer("a", ...marked(at(i), i % 2 ? "x" : "y", prompt)), layer("b", ...marked(at(i), i % 2 ? "x" : "y", prompt))], `p${i}`);
  const worse = (i: number) => {
    const [[, anchor], relations] = marked(at(i), i % 2 ? "x" : "y", prompt);
    return trace(`w${i}`, "step-1000", [layer("a", [span("v", at(i), at(i) + 18), anchor!], relations), layer("b", [span("v", at(i + 1), at(i + 1) + 18), { ...anchor!, start: anchor!.start + 2, attributes: { outcome: i % 3 ? "x" : "y" } }], [{ ...relations[0]!, to: null }])], `p${i}`);
  };
  const all = [good("step-20"), good("step-100"), worse].flatMap((make) => Array.from({ length: 12 }, (_, i) => make(i)));
  const [reference, same, later] = agreementReport(all, ["v"], options).checkpoints;
  const [gammaReference, gammaSame, gammaLater] = gammaOf(all, options).checkpoints;
  const differences = ({ rows, attributes, relations }: NonNullable<typeof later>, gamma: typeof gammaLater) =>
    ({ ...rows[1]!.differences!, attribute: attributes[0]!.differences!.alpha, relation: relations[0]!.differences!.f1, gamma: gamma!.differences!.gamma });
  for (const [measure, found] of Object.entries(differences(later!, gammaLater))) {
    expect(found.high, measure).toBeLessThan(0);
    expect(found.p, measure).toBeLessThan(0.05);
    expect(found.adjusted, measure).toBeGreaterThanOrEqual(found.p!);
  }
  for (const [measure, found] of Object.entries(differences(same!, gammaSame))) expect(found, measure).toMatchObject({ value: 0, p: 1 });
  expect([reference!.rows[1]!.differences, reference!.attributes[0]!.differences, reference!.relations[0]!.differences, gammaReference!.differences]).toEqual([null, null, null, null]);
  expect([later!.attributes[0]!.n, later!.relations[0]!.f1.value]).toEqual([12, 0]);
});

test("G18: p-values are adjusted over all labels and checkpoints of a coefficient, not over other coefficients; what is undefined is not tested", () => {
  const agreed = (id: string, checkpoint: string, label: string, prompt: string) => trace(id, checkpoint, [layer("a", [span(label, 0, 18)]), layer("b", [span(label, 0, 18)])], prompt);
  const apart = (id: string, checkpoint: string, prompt: string) => trace(id, checkpoint, [layer("a", [span("v", 0, 18)]), layer("b", [span("v", 40, 58)])], prompt);
  const all = Array.from({ length: 9 }, (_, i) => [agreed(`a${i}`, "step-1", "v", `p${i}`), apart(`b${i}`, "step-2", `p${i}`)]).flat();
  const [, later] = agreementReport(all, ["v", "🙂"], options).checkpoints;
  const [any, v, unused] = later!.rows.map(({ differences }) => differences!);
  for (const measure of ["spanF1", "exactF1", "characterF1", "positive", "alphaU", "boundarySimilarity"] as const) expect([any![measure].adjusted, v![measure].adjusted], measure).toEqual([any![measure].p, v![measure].p]);
  expect(unused!.spanF1).toEqual({ value: null, low: null, high: null, reason: "no spans on either side", p: null, adjusted: null });
});

test("G18: what nobody had at a checkpoint is undefined there with its reason", () => {
  const both = (id: string, checkpoint: string, attributes: Record<string, string>, relations: readonly PanelRelation[]) => trace(id, checkpoint, [layer("a", [span("v", 0, 18, attributes)], relations), layer("b", [span("v", 0, 18, attributes)], relations)]);
  const [first, later] = agreementReport([both("t", "step-1", { outcome: "🙂" }, [{ type: "verifies", from: "v 0", to: null }]), both("u", "step-2", {}, [])], ["v"], plain).checkpoints;
  expect(first!.attributes[0]).toMatchObject({ n: 1, alpha: { value: null, reason: "one category only" } });
  expect(later!.attributes[0]).toMatchObject({ n: 0, alpha: { value: null, reason: "no items" }, differences: { alpha: { value: null, p: null, adjusted: null } } });
  expect(later!.relations[0]).toMatchObject({ f1: { value: null, reason: "no relations on either side" }, differences: { f1: { value: null, reason: "no relations on either side" } } });
});

test("G18: attributes and relations have intervals over prompts, all checkpoints together", () => {
  const one = (i: number, sure: boolean) => trace(`t${i}`, "c", [layer("a", [span("v", 0, 18, { outcome: i % 2 ? "x" : "y" })], [{ type: "verifies", from: "v 0", to: null }]), layer("b", [span("v", 0, 18, { outcome: sure && i % 2 ? "x" : "y" })], sure ? [{ type: "verifies", from: "v 0", to: null }] : [])]);
  const { attributes, relations } = agreementReport(Array.from({ length: 20 }, (_, i) => one(i, i % 3 > 0)), ["v"], options).confusion;
  for (const [value, low, high] of [[attributes.v!.outcome!.alpha!, attributes.v!.outcome!.low!, attributes.v!.outcome!.high!], [relations.verifies!.f1!, relations.verifies!.low!, relations.verifies!.high!]]) {
    expect(low).toBeLessThan(value!);
    expect(high).toBeGreaterThan(value!);
  }
});
