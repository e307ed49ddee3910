import fc from "fast-check";
import { expect, test } from "vitest";
import { oneAhead } from "./one-ahead";

test("the values come in order, and at most one is read beside the one in use", async () => {
  await fc.assert(fc.asyncProperty(fc.array(fc.nat(3), { maxLength: 8 }), async (turns) => {
    let [reading, most] = [0, 0];
    const values: number[] = [];
    const read = async (item: number): Promise<number> => {
      most = Math.max(most, ++reading);
      for (let turn = 0; turn < turns[item]!; turn++) await Promise.resolve();
      return item;
    };
    for await (const value of oneAhead(turns.keys(), read)) {
      values.push(value);
      reading--;
    }
    expect(values).toEqual([...turns.keys()]);
    expect(most).toBeLessThanOrEqual(2);
  }));
});

test("a failure is told at its turn, not before", async () => {
  const seen: string[] = [];
  await expect((async () => {
    for await (const value of oneAhead(["a", "🙂", "c"], (item) => (item === "🙂" ? Promise.reject(new Error("gone")) : Promise.resolve(item)))) seen.push(value);
  })()).rejects.toThrow("gone");
  expect(seen).toEqual(["a"]);
});
