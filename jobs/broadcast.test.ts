import { expect, test } from "vitest";
import { broadcast } from "./broadcast";

async function* items(seen: number[]): AsyncGenerator<number> {
  for (let k = 0; k < 5; k++) {
    seen.push(k);
    yield k;
  }
}
const all = async (source: AsyncIterable<number>): Promise<number[]> => {
  const found: number[] = [];
  for await (const item of source) found.push(item);
  return found;
};

test("D17: every reader sees every item, and the source is read once", async () => {
  const seen: number[] = [];
  const readers = broadcast(items(seen), 3);
  expect(await Promise.all(readers.map(all))).toEqual(Array.from({ length: 3 }, () => [0, 1, 2, 3, 4]));
  expect(seen).toEqual([0, 1, 2, 3, 4]);
});

test("D17: a reader that leaves does not hold the others up", async () => {
  const [first, second] = broadcast(items([]), 2);
  const left = (async () => { for await (const item of first!) if (item === 1) return item; return -1; })();
  expect(await Promise.all([left, all(second!)])).toEqual([1, [0, 1, 2, 3, 4]]);
});

test("D17: a source that breaks breaks every reader", async () => {
  const broken = (async function* () { yield 1; throw new Error("torn 🙂"); })();
  const results = await Promise.allSettled(broadcast(broken, 2).map(all));
  expect(results.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
});
