import { expect, test } from "vitest";
import { inTurns } from "./turns";

test("P3: of many files a few are read at once, each in its turn, and one that is not wanted any more is not begun", async () => {
  const turn = inTurns(2);
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  const work = (n: number) => () => new Promise<string>((resolve) => { begun.push(n); ends.push(() => resolve(`${n} 🙂`)); });
  let third = true;
  const all = Promise.all([1, 2, 3, 4].map((n) => turn(work(n), () => n !== 3 || third)));
  expect(begun).toEqual([1, 2]);
  third = false;
  ends[1]!();
  await expect.poll(() => begun).toEqual([1, 2, 4]);
  ends[0]!();
  ends[2]!();
  expect(await all).toEqual(["1 🙂", "2 🙂", null, "4 🙂"]);
});

test("P3: a file that cannot be read gives its turn to the next", async () => {
  const turn = inTurns(1);
  const failed = turn(() => Promise.reject(new Error("gone 🙂")), () => true);
  const next = turn(() => Promise.resolve("read"), () => true);
  await expect(failed).rejects.toThrow("gone 🙂");
  expect(await next).toBe("read");
});
