import fc from "fast-check";
import { expect, test } from "vitest";
import { rating } from "../codebook/parts";
import { contradictions, overallRating } from "./contradictions";
import { isRanked, moveBy, placeAt, placeBefore, placeIn, placeOf, takeOut, tierOf, tiersFault, type Tiers } from "./tiers";

const ITEMS = ["a🙂", "b", "c", "d"];

test("Q4: a step makes a tie with the neighbour, the next one passes it; at the edge nothing changes", () => {
  let tiers: Tiers = [["a🙂"], ["b"], ["c"]];
  tiers = moveBy(tiers, "c", -1);
  expect(tiers).toEqual([["a🙂"], ["b", "c"]]);
  tiers = moveBy(tiers, "c", -1);
  expect(tiers).toEqual([["a🙂"], ["c"], ["b"]]);
  expect(moveBy(moveBy(tiers, "c", -1), "c", -1)).toEqual([["c"], ["a🙂"], ["b"]]);
  expect(moveBy(tiers, "a🙂", -1)).toBe(tiers);
  expect(moveBy(tiers, "b", 1)).toBe(tiers);
  expect(moveBy([["a🙂", "b"]], "b", 1)).toEqual([["a🙂"], ["b"]]);
});

test("Q4: whatever is done, the order stays one: no empty tier, nothing twice, nothing lost but what is taken out", () => {
  const act = fc.record({ id: fc.constantFrom(...ITEMS), what: fc.constantFrom("up", "down", "in", "at", "before", "out"), place: fc.nat(5) });
  fc.assert(fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
    let tiers: Tiers = [];
    const ranked = new Set<string>();
    for (const { id, what, place } of acts) {
      tiers = what === "up" ? moveBy(tiers, id, -1) : what === "down" ? moveBy(tiers, id, 1) : what === "in" ? placeIn(tiers, id, place) : what === "at" ? placeAt(tiers, id, place + 1) : what === "before" ? placeBefore(tiers, id, place) : takeOut(tiers, id);
      if (what === "out") ranked.delete(id);
      else ranked.add(id);
      expect(tiersFault(tiers, ITEMS)).toBeNull();
      expect(new Set(tiers.flat())).toEqual(ranked);
      expect(isRanked(tiers, id)).toBe(what !== "out");
    }
  }));
});

test("Q4: enough steps up bring any item to the top, alone", () => {
  fc.assert(fc.property(fc.constantFrom(...ITEMS), fc.array(fc.tuple(fc.constantFrom(...ITEMS), fc.nat(3)), { maxLength: 12 }), (id, places) => {
    let tiers: Tiers = ITEMS.map((item) => [item]);
    for (const [item, place] of places) tiers = placeIn(tiers, item, place);
    for (let step = 0; step < 2 * ITEMS.length; step++) tiers = moveBy(tiers, id, -1);
    expect([tierOf(tiers, id), tiers[0]]).toEqual([0, [id]]);
  }));
});

test("Q4: a digit is the place that is shown: two firsts are followed by a third", () => {
  const tiers: Tiers = [["a🙂", "b"], ["c"]];
  expect([placeOf(tiers, 0), placeOf(tiers, 1)]).toEqual([1, 3]);
  expect(placeAt(tiers, "d", 3)).toEqual([["a🙂", "b"], ["c", "d"]]);
  expect(placeAt(tiers, "d", 2)).toEqual([["a🙂", "b"], ["d"], ["c"]]);
  expect(placeAt(tiers, "d", 9)).toEqual([["a🙂", "b"], ["c"], ["d"]]);
  expect(placeAt([], "d", 4)).toEqual([["d"]]);
});

test("Q4: an order names each fault", () => {
  expect([tiersFault([["b"], []], ITEMS), tiersFault([["x"]], ITEMS), tiersFault([["b"], ["b"]], ITEMS)]).toEqual(["empty-tier", "unknown-item", "twice"]);
});

test("Q5: a pair contradicts when the one ranked better was rated lower; ties and what was not rated do not", () => {
  const overall = new Map<string, number | null>([["a🙂", 3], ["b", 5], ["c", null], ["d", 5]]);
  expect(contradictions([["a🙂"], ["b", "c"], ["d"]], overall)).toEqual([{ better: "a🙂", worse: "b" }, { better: "a🙂", worse: "d" }]);
  expect(contradictions([["a🙂", "b", "d"]], overall)).toEqual([]);
  fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 2, maxLength: 9 }), (ratings) => {
    const items = ratings.map((value, at) => ({ id: String(at), value })).sort((x, y) => y.value - x.value);
    expect(contradictions(items.map(({ id }) => [id]), new Map(items.map(({ id, value }) => [id, value])))).toEqual([]);
  }));
});

test("Q5: the whole is the question that asks for it, else the mean of the ratings", () => {
  const [overall, economy, soundness] = [rating("overall", ["Overall 🙂", "总体"]), rating("economy", ["Economy", "简洁"]), rating("soundness", ["Soundness", "严谨"])];
  expect(overallRating({ overall: 2, economy: 7 }, [overall, economy])).toBe(2);
  expect(overallRating({ economy: 7, soundness: 4 }, [economy, soundness])).toBe(5.5);
  expect([overallRating({ economy: 7 }, [overall, economy]), overallRating(undefined, [economy])]).toEqual([null, null]);
});
