import { expect, test } from "vitest";
import { filterFromSearch } from "./filter-from-search";

test("P2: an address says the filter, one value or several", () => {
  expect(filterFromSearch({ checkpoint: ["step-100", "step-200"], model: "demo 🙂", correct: "false", minLength: "20", status: "disagreeing", q: "等等" }))
    .toEqual({ checkpoints: ["step-100", "step-200"], models: ["demo 🙂"], correct: false, minLength: 20, state: "disagreeing", q: "等等" });
});

test("P2: what an address says wrongly is left out", () => {
  expect(filterFromSearch({ correct: "maybe", minLength: "-3", maxLength: "1e9", status: "lost", cursor: "x", unknown: "y" })).toEqual({});
});
