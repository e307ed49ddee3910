import { expect, test } from "vitest";
import { rate, withSample } from "./rate";

test("a rate is of the last 15 s", () => {
  let samples = withSample([], { at: 0, count: 0 });
  expect(rate(samples)).toBeNull();
  for (const at of [1000, 2000, 20_000]) samples = withSample(samples, { at, count: at / 10 });
  expect(samples.map(({ at }) => at)).toEqual([2000, 20_000]);
  expect(rate(samples)).toBe(100);
});
