import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clusterBootstrap } from "./cluster-bootstrap";
import type { BootstrapMethod } from "./cluster-bootstrap";
import { draws } from "./testing/draws";

const options = { resamples: 500, seed: 3, method: "t" as const };
const clusters = fc.array(fc.array(fc.record({ y: fc.nat(5), tokens: fc.integer({ min: 50, max: 3000 }) }), { minLength: 1, maxLength: 4 }), { minLength: 2, maxLength: 25 });

describe("cluster bootstrap", () => {
  test("E2: the estimate is the ratio of sums, inside its interval, and the seed fixes it", () => {
    let withEvents = 0;
    fc.assert(fc.property(clusters, (prompts) => {
      const traces = prompts.flat();
      const { estimate, low, high } = clusterBootstrap(prompts, "rate-per-1k", options);
      const [y, tokens] = [traces.reduce((sum, each) => sum + each.y, 0), traces.reduce((sum, each) => sum + each.tokens, 0)];
      expect(estimate).toBeCloseTo((1000 * y) / tokens, 10);
      expect(clusterBootstrap(prompts, "rate-per-1k", options)).toMatchObject({ estimate, low, high, ...(y === 0 && { oneSided: true, reason: "zero events: upper bound only, independence assumed" }) });
      if (y > 0 && low !== null) { withEvents++; expect(low! <= estimate! + 1e-12 && estimate! <= high! + 1e-12).toBe(true); }
    }), { numRuns: 60 });
    expect(withEvents).toBeGreaterThan(30);
  });

  test("E2: samples may be permuted within their prompt", () => {
    fc.assert(fc.property(clusters, (prompts) => {
      const [a, b] = [clusterBootstrap(prompts, "prevalence", options), clusterBootstrap(prompts.map((traces) => [...traces].reverse()), "prevalence", options)];
      expect(b).toEqual(a);
    }), { numRuns: 20 });
  });

  test("E2: a weight of two counts as the trace twice", () => {
    const twice = [[{ y: 1, tokens: 100 }, { y: 1, tokens: 100 }], [{ y: 0, tokens: 300 }], [{ y: 4, tokens: 500 }]];
    const weighted = [[{ y: 1, tokens: 100, weight: 2 }], [{ y: 0, tokens: 300 }], [{ y: 4, tokens: 500 }]];
    expect(clusterBootstrap(weighted, "rate-per-1k", options)).toEqual(clusterBootstrap(twice, "rate-per-1k", options));
  });

  test("E3: zero events give a one-sided bound and say on what it stands", () => {
    const none = Array.from({ length: 40 }, () => [{ y: 0, tokens: 1000 }]);
    expect(clusterBootstrap(none, "prevalence", options)).toEqual({ estimate: 0, low: 0, high: 1 - 0.05 ** (1 / 40), oneSided: true, reason: "zero events: upper bound only" });
    expect(clusterBootstrap(none, "rate-per-1k", options)).toMatchObject({ estimate: 0, high: 3000 / 40_000, oneSided: true });
    expect(clusterBootstrap(none, "mean", options)).toMatchObject({ estimate: 0, high: 3 / 40, oneSided: true, reason: expect.stringContaining("independence assumed") });
    expect(clusterBootstrap([], "mean", options)).toMatchObject({ estimate: null, reason: "no prompts" });
  });

  test("E3, E3a: where every trace shows it the bound is the mirror image; prompts that are all alike have no spread, and say so", () => {
    const all = Array.from({ length: 30 }, (_, i) => [{ y: 1 + (i % 3), tokens: 500, weight: 1.5 }]);
    expect(clusterBootstrap(all, "prevalence", options)).toEqual({ estimate: 1, low: 0.05 ** (1 / 30), high: 1, oneSided: true, reason: "all events: lower bound only" });
    expect(clusterBootstrap(Array.from({ length: 30 }, () => [{ y: 2, tokens: 400 }]), "rate-per-1k", options)).toEqual({ estimate: 5, low: 5, high: 5, reason: "no spread between prompts" });
    expect(clusterBootstrap([[{ y: 2, tokens: 400 }]], "rate-per-1k", options)).toEqual({ estimate: 5, low: null, high: null, reason: "one prompt has no spread" });
    expect(clusterBootstrap([[{ y: 0, tokens: 50 }], [{ y: 1, tokens: 50 }]], "rate-per-1k", options)).toMatchObject({ low: null, reason: "one prompt of two carries every event" });
  });

  test("E2: prompts are resampled within their strata, so that what differs between strata is no spread; one stratum is none", () => {
    const { poisson } = draws(4);
    const prompts = Array.from({ length: 40 }, (_, i) => [{ y: poisson(i < 20 ? 1 : 12), tokens: 1000, stratum: i < 20 ? "easy" : "hard 🙂" }]);
    const bare = prompts.map((traces) => traces.map(({ y, tokens }) => ({ y, tokens })));
    for (const method of ["t", "percentile", "bca"] as const) {
      const [within, across] = [clusterBootstrap(prompts, "rate-per-1k", { ...options, method }), clusterBootstrap(bare, "rate-per-1k", { ...options, method })];
      expect(within.estimate).toBe(across.estimate);
      expect(within.high! - within.low!).toBeLessThan(0.8 * (across.high! - across.low!));
      expect(clusterBootstrap(bare.map((traces) => traces.map((trace) => ({ ...trace, stratum: 1 }))), "rate-per-1k", { ...options, method })).toEqual(across);
    }
  });

  test("E2: bootstrap-t covers more than percentiles where few prompts carry most events", () => {
    // 40 prompts × 1 sample, log-scale prompt SD 1, NB2 k = .5, mean 2. Over 5,000 runs: .929 with the jackknife's error, .920 with the linearized one, percentiles .882.
    const { normal, poisson, gamma } = draws(20_261_121);
    const runs = 600;
    const covered: Record<BootstrapMethod, number> = { t: 0, percentile: 0, bca: 0 };
    for (let run = 0; run < runs; run++) {
      const prompts = Array.from({ length: 40 }, () => [{ y: poisson((2 * Math.exp(normal() - 0.5) * gamma(2)) / 2) }]);
      for (const method of ["t", "percentile", "bca"] as const) {
        const { low, high } = clusterBootstrap(prompts, "mean", { resamples: 1000, seed: run, method });
        if (low! <= 2 && high! >= 2) covered[method]++;
      }
    }
    expect(covered.t / runs).toBeGreaterThanOrEqual(0.92);
    expect(covered.percentile / runs).toBeLessThan(0.9);
    expect(covered.percentile).toBeLessThan(covered.t);
  });
});
