import { expect, test } from "vitest";
import { betaQuantile, incompleteBeta, studentQuantile, twoSidedStudent } from "./beta";

const relative = (value: number, truth: number) => Math.abs(value / truth - 1);

// Values of R 4.2.2: pbinom, pbeta, pt, qt, qbeta.
test("E8: tails hold ten digits where counts are huge", () => {
  expect(relative(2 * incompleteBeta(0.5, 1_003_000, 1_000_001), 0.034088365079439388)).toBeLessThan(1e-11);
  expect(relative(2 * incompleteBeta(0.5, 10_009_000, 10_000_001), 0.044242606056665731)).toBeLessThan(1e-11);
  expect(relative(2 * incompleteBeta(0.5, 1_000_100_000, 1_000_000_001), 0.02535244467154759)).toBeLessThan(1e-10);
  expect(relative(incompleteBeta(0.4258864944153805, 600_083_698, 808_936_111), 0.47442030506847699)).toBeLessThan(1e-8);
});

test("E4: Student's t has its tails and quantiles, few degrees of freedom or a million", () => {
  expect(relative(studentQuantile(0.975, 39), 2.0226909200367604)).toBeLessThan(1e-13);
  expect(relative(studentQuantile(0.975, 1), 12.706204736174698)).toBeLessThan(1e-13);
  expect(relative(twoSidedStudent(-1.9, 1e6), 0.057433406996539364)).toBeLessThan(1e-10);
  expect(relative(twoSidedStudent(0.01, 1e6), 0.99202128936554768)).toBeLessThan(1e-11);
});

test("the beta's quantile keeps its digits where it is tiny", () => {
  expect(relative(betaQuantile(0.975, 1, 1e7), 3.6888787737224381e-7)).toBeLessThan(1e-9);
  expect(incompleteBeta(betaQuantile(0.3, 2.5, 7), 2.5, 7)).toBeCloseTo(0.3, 13);
});
