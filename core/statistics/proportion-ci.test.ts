import { expect, test } from "vitest";
import fc from "fast-check";
import { proportionCi } from "./proportion-ci";

const run = (input: object) => {
  const result = proportionCi.run(input);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value as { estimate: number; low: number; high: number };
};

test("H2: Wilson and Clopper–Pearson limits of published examples", () => {
  // Newcombe 1998, Statistics in Medicine 17:857, table I: 81/263, 15/148, 0/20, 1/29
  const table = [[81, 263, 0.2553, 0.3662, 0.2527, 0.3676], [15, 148, 0.0624, 0.1605, 0.0578, 0.1617], [0, 20, 0, 0.1611, 0, 0.1684], [1, 29, 0.0061, 0.1718, 0.0009, 0.1776]];
  for (const [hits, n, wilsonLow, wilsonHigh, exactLow, exactHigh] of table) {
    const wilson = run({ hits, n });
    expect(wilson.low).toBeCloseTo(wilsonLow!, 4);
    expect(wilson.high).toBeCloseTo(wilsonHigh!, 4);
    const exact = run({ hits, n, method: "clopper-pearson" });
    expect(exact.low).toBeCloseTo(exactLow!, 4);
    expect(exact.high).toBeCloseTo(exactHigh!, 4);
  }
});

test("H2: intervals hold the estimate and mirror when hits and misses swap", () => {
  fc.assert(fc.property(fc.nat(400), fc.nat(400), fc.constantFrom("wilson", "clopper-pearson"), (hits, misses, method) => {
    fc.pre(hits + misses > 0);
    const [here, there] = [run({ hits, n: hits + misses, method }), run({ hits: misses, n: hits + misses, method })];
    expect(here.low).toBeLessThanOrEqual(here.estimate + 1e-15);
    expect(here.high).toBeGreaterThanOrEqual(here.estimate - 1e-15);
    expect(here.low).toBeCloseTo(1 - there.high, 10);
  }));
});

test("H2: nothing observed is null with a reason, and more hits than observations is bad input", () => {
  expect(proportionCi.run({ hits: 0, n: 0 })).toEqual({ ok: true, value: { estimate: null, low: null, high: null, reason: "nothing was observed" } });
  expect(proportionCi.run({ hits: 3, n: 2 })).toMatchObject({ ok: false, error: { kind: "invalid-input" } });
  expect(proportionCi.run({ hits: 1.5, n: 2 })).toMatchObject({ ok: false, error: { issues: [{ path: "hits" }] } });
});
