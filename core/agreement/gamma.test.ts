import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Unit } from "./alpha-u";
import { bestAlignment } from "./best-alignment";
import { gammaAgreement } from "./gamma";

const weights = { alpha: 3, beta: 1, delta: 1 };

/** The example "AlexPaulSuzan" of pygamma-agreement: label, start, end. */
const example: Unit[] = ([
  ["Alex", "1", 2, 9], ["Alex", "2", 11, 17], ["Alex", "5", 24, 30], ["Alex", "6", 32, 36], ["Alex", "6", 36, 44], ["Alex", "7", 44, 60],
  ["Paul", "1", 2, 9], ["Paul", "3", 11, 17], ["Paul", "5", 19, 25], ["Paul", "6", 32, 44],
  ["Suzan", "1", 2, 9], ["Suzan", "4", 11, 17], ["Suzan", "5", 21, 27], ["Suzan", "6", 32, 36], ["Suzan", "6", 36, 40], ["Suzan", "6", 40, 44],
] as const).map(([annotator, label, start, end]) => ({ annotator, label, start, end }));

const units = (annotators: readonly string[]) => fc.array(fc.record({ annotator: fc.constantFrom(...annotators), label: fc.constantFrom("🙂", "v", "b"), start: fc.nat(40), length: fc.integer({ min: 1, max: 12 }) }), { maxLength: 7 })
  .map((all) => all.map(({ annotator, label, start, length }): Unit => ({ annotator, label, start, end: start + length })));

/** Every way to put units of several annotators into tuples: the definition, without cleverness. */
function cheapestByBruteForce(byAnnotator: readonly (readonly Unit[])[]): number {
  const flat = byAnnotator.flatMap((of, annotator) => of.map((unit) => ({ unit, annotator })));
  const tuples: (Unit | null)[][] = [];
  let best = Infinity;
  const place = (at: number): void => {
    const next = flat[at];
    if (!next) {
      best = Math.min(best, tuples.reduce((sum, tuple) => sum + disorderOf(tuple), 0));
      return;
    }
    for (const tuple of [...tuples, null]) {
      if (tuple && tuple[next.annotator]) continue;
      if (tuple) { tuple[next.annotator] = next.unit; place(at + 1); tuple[next.annotator] = null; continue; }
      const fresh = new Array<Unit | null>(byAnnotator.length).fill(null);
      fresh[next.annotator] = next.unit;
      tuples.push(fresh);
      place(at + 1);
      tuples.pop();
    }
  };
  place(0);
  return best / (flat.length / byAnnotator.length);
}

function disorderOf(tuple: readonly (Unit | null)[]): number {
  let [sum, pairs] = [0, 0];
  for (const [i, a] of tuple.entries()) {
    for (const b of tuple.slice(0, i)) {
      pairs++;
      if (!a || !b) { sum += 1; continue; }
      const position = (Math.abs(a.start - b.start) + Math.abs(a.end - b.end)) / (a.end - a.start + b.end - b.start);
      sum += 3 * position ** 2 + Number(a.label !== b.label);
    }
  }
  return sum / pairs;
}

describe("γ", () => {
  test("G9: the published example", () => {
    const { gamma, gammaCat, disorder, approximate } = gammaAgreement(["Alex", "Paul", "Suzan"], [2, 60], example, { ...weights, samples: 300, seed: 7 });
    expect(disorder).toBeCloseTo(0.960625, 12);
    expect(gamma).toBeGreaterThan(0.44);
    expect(gamma).toBeLessThan(0.47);
    expect(gammaCat).toBeGreaterThan(0.38);
    expect(gammaCat).toBeLessThan(0.42);
    expect(approximate).toBe(false);
  });

  test.each([2, 3, 4])("G9: the alignment of %i annotators is the cheapest there is", (count) => {
    const names = ["a", "b", "c", "d"].slice(0, count);
    let tried = 0;
    fc.assert(fc.property(units(names), (all) => {
      fc.pre(all.length > 1);
      const byAnnotator = names.map((name) => all.filter((unit) => unit.annotator === name));
      expect(bestAlignment(byAnnotator, weights).disorder).toBeCloseTo(cheapestByBruteForce(byAnnotator), 9);
      tried++;
    }), { numRuns: 150 });
    expect(tried).toBeGreaterThan(50);
  });

  test("G9: perfect agreement is 1, and the same seed gives the same value", () => {
    const same = ["a", "b"].flatMap((annotator) => example.slice(0, 6).map((unit) => ({ ...unit, annotator })));
    const options = { ...weights, samples: 30, seed: 1 };
    expect(gammaAgreement(["a", "b"], [0, 60], same, options)).toMatchObject({ gamma: 1, gammaCat: 1, disorder: 0 });
    expect(gammaAgreement(["Alex", "Paul"], [0, 60], example.slice(0, 10), options)).toEqual(gammaAgreement(["Alex", "Paul"], [0, 60], example.slice(0, 10), options));
  });

  test("G1: undefined is said, not shown as 0 or 1", () => {
    expect(gammaAgreement(["a", "b"], [0, 9], [], { ...weights, samples: 30, seed: 1 })).toMatchObject({ gamma: null, reason: "no spans on either side" });
    expect(gammaAgreement(["a"], [0, 9], [], { ...weights, samples: 30, seed: 1 })).toMatchObject({ gamma: null, reason: "fewer than two annotators" });
  });
});
