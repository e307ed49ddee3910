import fc from "fast-check";
import { expect, test } from "vitest";
import type { BlindField, Blinding } from "./blinding";
import { BLIND, BLIND_FIELDS, blindIn, blindTrace, blindingOf, hiddenBy, toldField, withSuggestionPolicy } from "./blinding";

const OPEN: Blinding = { hidden: [] };
const trace = {
  id: "t-1", prompt: "What is 3+4? 🙂", cot: "🙂 So 7.", answer: "7", promptLength: 14, cotLength: 8, answerLength: 1, tokens: 5, stepEnds: [8], segmenter: "steps/1", excluded: [], truncated: false, language: "en",
  externalId: "ex-1", model: "demo-a", checkpoint: { name: "step-100", step: 100 }, correct: true, referenceAnswer: "7", reward: 1, kl: 0.1, dataset: "demo", sample: 0, metadata: "{}", source: "{}", importId: "i-1", decoding: {},
};

test("H10: a blind trace is an opaque id, texts and steps, and nothing that tells where it came from", () => {
  const seen = blindTrace(trace, hiddenBy([BLIND]));
  expect(Object.keys(seen)).toEqual(["id", "prompt", "cot", "answer", "promptLength", "cotLength", "answerLength", "tokens", "stepEnds", "segmenter", "excluded", "truncated", "language"]);
  expect(blindTrace(trace, hiddenBy([OPEN]))).toBe(trace);
});

test("R17: a blind truth pass shows the reference answer and nothing else that a behaviour pass hides", () => {
  expect(blindIn("behaviour")).toBe(BLIND);
  expect(Object.keys(blindTrace(trace, hiddenBy([blindIn("truth")]))).filter((name) => !Object.hasOwn(blindTrace(trace, hiddenBy([BLIND])), name))).toEqual(["referenceAnswer"]);
});

test("H10: whatever is hidden is absent, whatever a later column is called", () => {
  fc.assert(fc.property(fc.subarray([...BLIND_FIELDS], { minLength: 1 }), fc.string(), (hidden: BlindField[], later) => {
    fc.pre(!Object.hasOwn(trace, later) && !(BLIND_FIELDS as readonly string[]).includes(later));
    const seen = blindTrace({ ...trace, [later]: "secret" }, new Set(hidden));
    for (const field of [...hidden, later, "source", "importId"]) expect(Object.hasOwn(seen, field)).toBe(false);
  }));
});

test("H10: a filter or a sort on a hidden field is told apart from a harmless one", () => {
  const hidden = hiddenBy([{ hidden: ["checkpoint"] }, { hidden: ["correct", "layers"] }]);
  expect(toldField({ q: "wait", limit: 20, checkpoint: undefined }, hidden)).toBeNull();
  expect(toldField({ checkpoint: "step-100" }, hidden)).toBe("checkpoint");
  expect(toldField({ sort: "-correct" }, hidden)).toBe("correct");
  expect(toldField({ label: "verification" }, hidden)).toBe("layers");
  expect(toldField({ sort: "length", model: "demo-a" }, hidden)).toBeNull();
});

test.each([[{}], [null], [{ hidden: "model" }], [{ hidden: ["astrology"] }]])("H10: %j is an open round", (stored) => {
  expect(blindingOf(stored)).toEqual(OPEN);
});

test("H10: suggestions are seen where the round shows them, hidden where it withholds them, in blind and open rounds alike", () => {
  expect(withSuggestionPolicy(BLIND, { shown: true, withheld: false }).hidden).not.toContain("suggestions");
  expect(withSuggestionPolicy(BLIND, { shown: false, withheld: true })).toEqual({ hidden: expect.arrayContaining(["suggestions", "model"]) });
  expect(withSuggestionPolicy(OPEN, { shown: false, withheld: true })).toEqual({ hidden: ["suggestions"] });
  expect(withSuggestionPolicy(OPEN, { shown: false, withheld: false })).toEqual(OPEN);
});
