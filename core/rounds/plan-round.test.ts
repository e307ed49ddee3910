import fc from "fast-check";
import { expect, test } from "vitest";
import { seededRandom } from "../statistics/random";
import { dealTraces, spreadCount } from "./deal-traces";
import { allocateEqually, allocateProportionally, drawSample, thirds } from "./draw-sample";
import { orderQueue, tooSoon } from "./order-queue";
import type { RoundPlan } from "./plan-round";
import { planRound } from "./plan-round";
import type { Candidate, RoundDesign } from "./round-design";
import { simpleDesign } from "./round-design";
import { drawStepWindow } from "./step-window";

const candidate = (i: number, rest: Partial<Candidate> = {}): Candidate =>
  ({ id: `t🙂${i}`, prompt: `p${i}`, text: `text ${i}`, length: 1000 + i, model: "demo-a", checkpoint: `step-${i % 4}00`, correct: i % 3 === 0, language: i % 2 === 0 ? "en" : "zh", dataset: null, ...rest });
const many = (count: number, prompts = count): Candidate[] => Array.from({ length: count }, (_, i) => candidate(i, { prompt: `p${i % prompts}` }));
const people = ["m1", "m2", "m3", "m4"];
const plan = (candidates: readonly Candidate[], design: Partial<RoundDesign>): RoundPlan => {
  const planned = planRound(candidates, { ...simpleDesign, ...design });
  if (!planned.ok) throw new Error(JSON.stringify(planned.error));
  return planned.value;
};
const queueOf = (made: RoundPlan, person: string | null) => made.assignments.filter(({ membershipId }) => membershipId === person).sort((a, b) => a.position - b.position);

test("R1: allocations sum to what is wanted, within the sizes; proportional ones leave no stratum out while there are enough", () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 12 }), fc.nat({ max: 400 }), (sizes, wanted) => {
    const all = sizes.reduce((sum, size) => sum + size, 0);
    for (const shares of [allocateEqually(sizes, wanted), allocateProportionally(sizes, wanted)]) {
      expect(shares.reduce((sum, share) => sum + share, 0)).toBe(Math.min(wanted, all));
      shares.forEach((share, i) => expect(share >= 0 && share <= sizes[i]!).toBe(true));
    }
    if (wanted >= sizes.length) expect(Math.min(...allocateProportionally(sizes, wanted))).toBeGreaterThan(0);
    const equal = allocateEqually(sizes, wanted);
    const open = equal.filter((share, i) => share < sizes[i]!);
    if (open.length > 0) expect(Math.max(...equal) - Math.min(...open)).toBeLessThanOrEqual(1);
  }));
});

test("R1: a proportional allocation without small strata is off by less than one", () => {
  expect(allocateProportionally([50, 30, 20], 10)).toEqual([5, 3, 2]);
  expect(allocateProportionally([97, 2, 1], 10)).toEqual([8, 1, 1]);
});

test("R2: strata are what was asked for, inclusion probabilities are sampled over size, and sum to the sample", () => {
  const { sample, strata } = drawSample(many(120), { size: 40, strata: ["checkpoint", "correct", "length"], allocation: "proportional", lengthCuts: null }, seededRandom(7));
  expect(strata).toHaveLength(4 * 2 * 3);
  expect(strata[0]!.key).toMatch(/^checkpoint=step-000 · correct=false · length=/);
  for (const { stratum, inclusionProbability } of sample) { const own = strata.find(({ key }) => key === stratum)!; expect(inclusionProbability).toBe(own.sampled / own.size); }
  expect(sample.reduce((sum, { inclusionProbability }) => sum + 1 / inclusionProbability, 0)).toBeCloseTo(120, 9);
  expect(thirds([])).toEqual([]);
});

test("R2: the same seed gives the same sample in whatever order the traces come, another seed another", () => {
  const draw = (candidates: readonly Candidate[], seed: number) => drawSample(candidates, { size: 20, strata: ["checkpoint"], allocation: "equal", lengthCuts: [] }, seededRandom(seed)).sample.map(({ trace }) => trace.id);
  expect(draw(many(80).toReversed(), 3)).toEqual(draw(many(80), 3));
  expect(draw(many(80), 4)).not.toEqual(draw(many(80), 3));
});

test("R2: every trace of a stratum is drawn equally often over many seeds", () => {
  const drawn = new Map<string, number>();
  for (let seed = 0; seed < 2000; seed++) for (const { trace } of drawSample(many(10), { size: 4, strata: [], allocation: "equal", lengthCuts: [] }, seededRandom(seed)).sample) drawn.set(trace.id, (drawn.get(trace.id) ?? 0) + 1);
  // 2000 draws at 0.4: five standard deviations are 110.
  for (const count of drawn.values()) expect(Math.abs(count - 800)).toBeLessThan(110);
  expect(drawn.size).toBe(10);
});

test("R3: who labels what: as many different people as the design wants, loads even within one, everybody meets everybody", () => {
  const made = plan(many(200), { annotators: people, overlap: { share: 0.25, fold: 2 }, calibration: { size: 12, fold: 3 } });
  const raters = new Map<string, Set<string>>();
  for (const { traceId, membershipId } of made.assignments) raters.set(traceId, (raters.get(traceId) ?? new Set()).add(membershipId!));
  const sizes = [...raters.values()].map(({ size }) => size);
  expect([1, 2, 3].map((fold) => sizes.filter((size) => size === fold).length)).toEqual([141, 47, 12]);
  const loads = people.map((person) => queueOf(made, person).length);
  expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(1);
  const pairs = new Set([...raters.values()].flatMap((met) => { const names = [...met].sort(); return names.length === 2 ? [names.join()] : []; }));
  expect(pairs.size).toBe(6);
});

test("R3: a deal is even and gives nobody the same item twice", () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 40 }), fc.integer({ min: 3, max: 7 }), fc.nat(), (folds, count, seed) => {
    const hands = dealTraces(folds.map((fold, item) => ({ item, fold })), new Map(Array.from({ length: count }, (_, i) => [`m${i}`, 0])), seededRandom(seed));
    const loads = [...hands.values()].map((hand) => hand.length);
    expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(1);
    for (const hand of hands.values()) expect(new Set(hand).size).toBe(hand.length);
    folds.forEach((fold, item) => expect([...hands.values()].filter((hand) => hand.includes(item))).toHaveLength(fold));
  }));
});

test("R3: an even spread takes exactly as many as asked, and about the same share everywhere", () => {
  fc.assert(fc.property(fc.nat({ max: 60 }), fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(), (length, share, seed) => {
    const items = Array.from({ length }, (_, i) => i);
    const count = Math.round(length * share);
    const taken = spreadCount(items, count, seededRandom(seed));
    expect(taken.size).toBe(count);
    for (let cut = 0; cut <= length; cut++) expect(Math.abs([...taken].filter((i) => i < cut).length - (cut * count) / Math.max(1, length))).toBeLessThanOrEqual(1);
  }));
});

test("R4: traces of one prompt keep their distance wherever that can be had", () => {
  for (let seed = 0; seed < 30; seed++) expect(plan(many(200, 50), { seed, annotators: ["m1", "m2"] }).tooSoon).toBe(0);
  // 40 traces of 4 prompts cannot keep ten apart; they keep as far apart as four prompts go.
  const crowded = orderQueue([many(40, 4)], 10, seededRandom(1));
  expect(tooSoon(crowded, 10)).toBe(36);
  expect(tooSoon(crowded, 3)).toBe(0);
});

test("R4: an order that leaves no slack is found", () => {
  // 12 of one prompt need 11 others between each two: 12 + 11 · 10 places at a gap of 10.
  const tight = [...Array.from({ length: 12 }, (_, i) => candidate(i, { prompt: "common" })), ...Array.from({ length: 110 }, (_, i) => candidate(100 + i))];
  for (let seed = 0; seed < 20; seed++) expect(tooSoon(orderQueue([tight], 10, seededRandom(seed)), 10)).toBe(0);
});

test("R4: the order is a permutation of each block, block behind block", () => {
  fc.assert(fc.property(fc.array(fc.array(fc.nat({ max: 6 }), { maxLength: 15 }), { maxLength: 4 }), fc.nat({ max: 12 }), fc.nat(), (blocks, gap, seed) => {
    const made = blocks.map((block, b) => block.map((prompt, i) => ({ prompt: `p${prompt}`, b, i })));
    const queue = orderQueue(made, gap, seededRandom(seed));
    expect(queue.map(({ b }) => b)).toEqual(made.flat().map(({ b }) => b));
    expect(new Set(queue).size).toBe(made.flat().length);
  }));
});

test("R5: calibration stands at the start, in the middle and at the end of every queue; qualification before all", () => {
  const known = (prefix: string, count: number): Candidate[] => Array.from({ length: count }, (_, i) => candidate(900 + i, { id: `${prefix}${i}`, prompt: `${prefix}${i}` }));
  const made = plan(many(120), { annotators: people, calibration: { size: 12, fold: 4 }, qualification: { traces: known("q", 5), passMark: 0.7 }, gold: { traces: known("g", 10), every: 10 } });
  for (const person of people) {
    const kinds = queueOf(made, person).map(({ kind }) => kind);
    expect(kinds.slice(0, 9)).toEqual([...Array.from({ length: 5 }, () => "qualification"), ...Array.from({ length: 4 }, () => "calibration")]);
    expect(kinds.slice(-4)).toEqual(Array.from({ length: 4 }, () => "calibration"));
    const middle = kinds.indexOf("calibration", 9);
    expect(kinds.slice(middle, middle + 4).every((kind) => kind === "calibration")).toBe(true);
    const [before, behind] = [middle - 9, kinds.length - 8 - middle];
    expect(Math.abs(before - behind)).toBeLessThanOrEqual(1);
    const gold = queueOf(made, person).filter(({ kind }) => kind === "gold");
    expect(gold).toHaveLength(new Set(gold.map(({ traceId }) => traceId)).size);
    expect(gold.length).toBeGreaterThanOrEqual(2);
    expect(gold.every(({ inclusionProbability, suggestionsShown }) => inclusionProbability === null && !suggestionsShown)).toBe(true);
  }
});

test("R6: what is known is not sampled, and the same text of one prompt is labelled once", () => {
  const twins = [...many(6), candidate(90, { id: "twin", prompt: "p0", text: "text 0" }), candidate(91, { id: "other-prompt", prompt: "p9", text: "text 0" })];
  const made = plan(twins, { annotators: ["m1"], gold: { traces: [candidate(1)], every: 3 } });
  const main = made.assignments.filter(({ kind }) => kind === "main").map(({ traceId }) => traceId);
  expect(main).not.toContain("t🙂1");
  expect(main).toContain("other-prompt");
  expect(made.copies.map(({ traceId, of }) => [traceId, of].sort().join())).toEqual(["twin,t🙂0"]);
  expect(main.filter((id) => id === "twin" || id === "t🙂0")).toHaveLength(1);
});

test("R7: suggestions are withheld from exactly the share of traces that was asked for, for everybody alike", () => {
  const made = plan(many(100), { annotators: people, overlap: { share: 1, fold: 2 }, suggestions: { shown: true, withheldShare: 0.3 } });
  const shown = new Map<string, Set<boolean>>();
  for (const { traceId, suggestionsShown } of made.assignments) shown.set(traceId, (shown.get(traceId) ?? new Set()).add(suggestionsShown));
  expect([...shown.values()].every(({ size }) => size === 1)).toBe(true);
  expect([...shown.values()].filter((seen) => seen.has(false))).toHaveLength(30);
});

test("R7: hidden gold has suggestions as often as the rest, which it would be known by otherwise; qualification traces have none", () => {
  const known = (prefix: string, count: number): Candidate[] => Array.from({ length: count }, (_, i) => candidate(900 + i, { id: `${prefix}${i}`, prompt: `${prefix}${i} 🙂` }));
  const made = (withheldShare: number) => plan(many(60), { annotators: ["m1"], gold: { traces: known("g", 10), every: 6 }, qualification: { traces: known("q", 2), passMark: 0.7 }, suggestions: { shown: true, withheldShare } }).assignments;
  const shown = (share: number, kind: string) => made(share).filter((one) => one.kind === kind).map(({ suggestionsShown }) => suggestionsShown);
  expect(shown(0, "gold")).toEqual(Array.from({ length: 10 }, () => true));
  expect(shown(0.5, "gold").filter(Boolean)).toHaveLength(5);
  expect(shown(0, "qualification")).toEqual([false, false]);
});

test("R8: the effort is what is read, for each and for all", () => {
  const made = plan(many(10), { annotators: ["m1", "m2"], pace: { charactersPerMinute: 1000, minutesPerTrace: 2 } });
  const characters = many(10).reduce((sum, { length }) => sum + length, 0);
  expect(made.effort).toEqual({ items: 10, characters, minutes: characters / 1000 + 20 });
  expect([...made.effortOf.values()].reduce((sum, effort) => sum + effort.characters, 0)).toBe(characters);
});

test("R9: a pool gets every trace once before any a second time, and needs nobody named", () => {
  const made = plan(many(30), { overlap: { share: 0.5, fold: 2 } });
  const pool = queueOf(made, null);
  expect(pool).toHaveLength(45);
  expect(new Set(pool.slice(0, 30).map(({ traceId }) => traceId)).size).toBe(30);
});

test("R10: a design that cannot be is refused with what is wrong", () => {
  const fault = (candidates: readonly Candidate[], design: Partial<RoundDesign>) => planRound(candidates, { ...simpleDesign, ...design });
  expect(fault([], {})).toEqual({ ok: false, error: { kind: "nothing-to-sample" } });
  expect(fault(many(9), { annotators: ["m1"], overlap: { share: 0.5, fold: 2 } })).toEqual({ ok: false, error: { kind: "too-few-annotators", wanted: 2, given: 1 } });
  expect(fault(many(9), { calibration: { size: 10, fold: 2 } })).toEqual({ ok: false, error: { kind: "calibration-larger-than-sample", wanted: 10, given: 9 } });
  expect(fault(many(9), { gold: { traces: [candidate(70)], every: 5 } })).toEqual({ ok: false, error: { kind: "pool-without-people" } });
});

test("R10: the same design is the same plan", () => {
  const design = { annotators: people, overlap: { share: 0.3, fold: 2 }, calibration: { size: 9, fold: 3 }, seed: 42 };
  expect(plan(many(90, 30), design)).toEqual(plan(many(90, 30).toReversed(), design));
  expect(plan(many(90, 30), { ...design, seed: 43 }).assignments).not.toEqual(plan(many(90, 30), design).assignments);
});

test("R13: every step of a long trace has the same known chance, windows tile the text, and short traces stay whole", () => {
  const ends = Array.from({ length: 23 }, (_, i) => (i + 1) * 1000);
  fc.assert(fc.property(fc.integer({ min: 1, max: 40 }), fc.nat(), (steps, seed) => {
    const window = drawStepWindow(ends, steps, seededRandom(seed));
    expect(window === null).toBe(steps >= 23);
    if (window) expect([window.start % 1000, window.end % 1000, window.end - window.start <= steps * 1000, window.probability]).toEqual([0, 0, true, 1 / Math.ceil(23 / steps)]);
  }));
  const drawn = Array.from({ length: 3000 }, (_, seed) => drawStepWindow(ends, 8, seededRandom(seed))!);
  // 3000 draws at 1/3: five standard deviations are 130.
  for (const start of new Set(drawn.map((window) => window.start))) expect(Math.abs(drawn.filter((window) => window.start === start).length - 1000)).toBeLessThan(130);
  const made = plan([candidate(1, { length: 23_000, stepEnds: ends }), candidate(2)], { window: { longerThan: 20_000, steps: 8 }, annotators: people, overlap: { share: 1, fold: 3 } });
  const windows = new Set(made.assignments.filter(({ traceId }) => traceId === "t🙂1").map(({ window, inclusionProbability }) => JSON.stringify([window?.start, inclusionProbability])));
  expect(windows.size).toBe(1);
  expect(JSON.parse([...windows][0]!)[1]).toBeCloseTo(1 / 3, 12);
  expect(made.assignments.filter(({ traceId }) => traceId === "t🙂2").every(({ window, inclusionProbability }) => window === null && inclusionProbability === 1)).toBe(true);
  expect(made.effort.characters).toBeLessThan(3 * 8001 + 3 * 1003);
});

test("R14: the most uncertain first, only where nothing is estimated", () => {
  const candidates = many(30).map((trace, i) => ({ ...trace, uncertainty: (i % 7) / 7 }));
  expect(planRound(candidates, { ...simpleDesign, annotators: people, order: "uncertain" })).toEqual({ ok: false, error: { kind: "order-spoils-estimates" } });
  const made = plan(candidates, { annotators: people, order: "uncertain", forEstimation: false });
  const uncertainty = new Map(candidates.map(({ id, uncertainty: value }) => [id, value]));
  for (const person of people) {
    const values = queueOf(made, person).map(({ traceId }) => uncertainty.get(traceId)!);
    expect(values).toEqual([...values].sort((a, b) => b - a));
  }
  expect(made.assignments.every(({ inclusionProbability }) => inclusionProbability === null)).toBe(true);
});
