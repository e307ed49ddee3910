import { expect, test } from "vitest";
import { rateGuard } from "./rate";

test("W10: so many in a minute pass, the rest are told how long to wait, and the next minute begins anew", () => {
  let now = 0;
  const guard = rateGuard(() => now);
  expect([1, 2, 3].map(() => guard.admit("🙂", 3))).toEqual([0, 0, 0]);
  now = 45_000;
  expect(guard.admit("🙂", 3)).toBe(15);
  expect(guard.admit("another", 3)).toBe(0);
  now = 60_000;
  expect(guard.admit("🙂", 3)).toBe(0);
});
