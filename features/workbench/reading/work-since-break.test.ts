import { expect, test } from "vitest";
import { breakDue, oneMoreSecond, type WorkSinceBreak } from "./work-since-break";

const work = (seconds: number, from = 0): WorkSinceBreak => { let since: WorkSinceBreak | null = null; for (let s = 0; s < seconds; s++) since = oneMoreSecond(since, from + s * 1_000); return since!; };

test("K8: after the chosen minutes of work a break is due, and never when none was asked for", () => {
  expect([breakDue(work(25 * 60 - 1), 25), breakDue(work(25 * 60), 25), breakDue(work(25 * 60), 0)]).toEqual([null, 25, null]);
});

test("K8: a rest of more than five minutes begins anew; a short one does not; a clock that jumps is a rest", () => {
  const since = work(1_000);
  expect(oneMoreSecond(since, since.at + 299_000).seconds).toBe(1_001);
  expect(oneMoreSecond(since, since.at + 301_000).seconds).toBe(1);
  expect(oneMoreSecond(since, since.at - 1).seconds).toBe(1);
});
