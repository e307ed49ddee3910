import { normalQuantile } from "../../statistics/distribution/normal";
import { seededRandom } from "../../statistics/random";

/** Seeded draws for simulations in tests. */
export function draws(seed: number): { uniform: () => number; normal: () => number; poisson: (mean: number) => number; gamma: (shape: number) => number } {
  const uniform = seededRandom(seed);
  const normal = () => normalQuantile(Math.min(1 - 1e-12, Math.max(1e-12, uniform())));
  const poisson = (mean: number): number => {
    const limit = Math.exp(-mean);
    let [count, product] = [0, uniform()];
    while (product > limit) { count++; product *= uniform(); }
    return count;
  };
  /** Marsaglia & Tsang 2000, shape ≥ 1, scale 1. */
  const gamma = (shape: number): number => {
    const d = shape - 1 / 3;
    for (;;) {
      const x = normal();
      const v = (1 + x / Math.sqrt(9 * d)) ** 3;
      if (v > 0 && Math.log(uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
    }
  };
  return { uniform, normal, poisson, gamma };
}
