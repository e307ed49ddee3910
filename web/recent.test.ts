import { expect, test } from "vitest";
import { recent } from "./recent";

test("W9: a look-up is repeated after its lifetime, not before; at once after forget", async () => {
  let now = 0;
  let looks = 0;
  const cache = recent<number>({ most: 10, lifetime: 2000, clock: () => now });
  const look = async (): Promise<number> => ++looks;
  expect(await cache.get("🙂", look)).toBe(1);
  now = 1999;
  expect(await cache.get("🙂", look)).toBe(1);
  now = 2000;
  expect(await cache.get("🙂", look)).toBe(2);
  cache.forget("🙂");
  expect(await cache.get("🙂", look)).toBe(3);
  cache.forgetAll();
  expect(await cache.get("🙂", look)).toBe(4);
});

test("W9: it holds at most so many, the oldest goes first; look-ups at the same time are one", async () => {
  const looked: string[] = [];
  const cache = recent<string>({ most: 2, lifetime: 1000, clock: () => 0 });
  const ask = (key: string): Promise<string> => cache.get(key, async () => { looked.push(key); return key; });
  await Promise.all([ask("a"), ask("a"), ask("b")]);
  await ask("c");
  await ask("b");
  await ask("a");
  expect(looked).toEqual(["a", "b", "c", "a"]);
});

test("W9: a failed look-up is not kept", async () => {
  const cache = recent<number>({ most: 2, lifetime: 1000, clock: () => 0 });
  await expect(cache.get("a", () => Promise.reject(new Error("away")))).rejects.toThrow("away");
  expect(await cache.get("a", async () => 1)).toBe(1);
});

test("W9: a refusal is not kept: what it waited for shows at once", async () => {
  const cache = recent<number | null>({ most: 2, lifetime: 1000, keep: (value) => value !== null, clock: () => 0 });
  expect(await cache.get("a", async () => null)).toBeNull();
  expect(await cache.get("a", async () => 1)).toBe(1);
  expect(await cache.get("a", async () => 2)).toBe(1);
});
