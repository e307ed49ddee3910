import { expect, test } from "vitest";
import { counted, drain, isStopping } from "./draining";

// One process stops once: these run in order, in a process of their own.
test("W19: a stop waits for what is under way, failed work included, and says that all has answered", async () => {
  let finish = (): void => {};
  const done: string[] = [];
  const slow = counted(() => new Promise<void>((resolve) => { finish = resolve; })).then(() => done.push("answered 🙂"));
  const broken = counted(() => Promise.reject(new Error("broken 🙂"))).catch(() => {});
  expect(isStopping()).toBe(false);
  const stopped = drain(10_000).then((all) => done.push(`drained ${all}`));
  expect(isStopping()).toBe(true);
  await broken;
  finish();
  await Promise.all([slow, stopped]);
  expect(done.sort()).toEqual(["answered 🙂", "drained true"]);
});

test("W19: nothing under way is no wait; work that does not end is not waited for beyond the limit", async () => {
  expect(await drain(10_000)).toBe(true);
  void counted(() => new Promise<void>(() => {}));
  expect(await drain(10)).toBe(false);
});
