import fc from "fast-check";
import { expect, test } from "vitest";
import { cueMatcher } from "../detectors/match-cues";
import { SEED_FIVE } from "../detectors/built-in-lexicons";
import { segmentSteps } from "../text/segment";
import { ablate } from "./ablate";
import type { Ablation, TraceToAblate } from "./ablate";
import { rewardSignals } from "./reward-signals";
import type { MeasuredTrace } from "./measured-trace";

const cot = "🙂 So 3+4 is 8.\n\nWait, 3+4 is 7.\n\nAlternatively, count: 4, 5, 6, 7.\n\nThe answer is 7.";
const characters = Array.from(cot);
const at = (quote: string) => { const start = Array.from(cot.slice(0, cot.indexOf(quote))).length; return { start, end: start + Array.from(quote).length }; };
const trace: TraceToAblate = { cot, answer: "7", stepEnds: segmentSteps(cot), spans: [{ field: "cot", label: "verification", ...at("Wait, 3+4 is 7.\n\n") }, { field: "cot", label: "verification", ...at("3+4 is 7.") }, { field: "prompt", label: "verification", start: 0, end: 3 }], cues: cueMatcher(SEED_FIVE)(cot), excluded: [], foreignSteps: [{ text: "A bird 🐦 sings.\n\n", source: { trace: "other 🙂", start: 0, end: 18 } }] };

test("E17, F25: what is named as changed is all that changed, for every ablation and seed", () => {
  const ablations: Ablation[] = [{ kind: "delete-label", label: "verification" }, { kind: "remove-cues" }, { kind: "shuffle-steps", share: 1 }, { kind: "delete-steps", share: 0.5 }, { kind: "insert-steps", share: 0.5 }, { kind: "corrupt-digits", share: 0.5 }, { kind: "swap-answer", answer: "9" }];
  let changed = 0;
  fc.assert(fc.property(fc.constantFrom(...ablations), fc.nat(1000), (ablation, seed) => {
    const result = ablate(trace, ablation, seed);
    expect(ablate(trace, ablation, seed)).toEqual(result);
    changed += result.changes.length;
    let [rebuilt, from] = ["", 0];
    for (const { field, start, end, was, now } of result.changes) {
      if (field !== "cot") continue;
      expect(characters.slice(start, end).join("")).toBe(was);
      rebuilt += characters.slice(from, start).join("") + now;
      from = end;
    }
    expect(rebuilt + characters.slice(from).join("")).toBe(result.cot);
  }));
  expect(changed).toBeGreaterThan(100);
});

test("E17: each ablation does what its name says", () => {
  expect(ablate(trace, { kind: "delete-label", label: "verification" }, 1).cot).toBe(cot.replace("Wait, 3+4 is 7.\n\n", ""));
  expect(ablate(trace, { kind: "remove-cues" }, 1).cot).toBe(cot.replace("Wait", "").replace("Alternatively", ""));
  expect(Array.from(ablate(trace, { kind: "shuffle-steps", share: 1 }, 5).cot).sort()).toEqual([...characters].sort());
  expect(ablate(trace, { kind: "delete-steps", share: 1 }, 1).cot).toBe("");
  expect(ablate(trace, { kind: "insert-steps", share: 1 }, 1).cot.split("🐦")).toHaveLength(trace.stepEnds.length + 1);
  const corrupted = ablate(trace, { kind: "corrupt-digits", share: 1 }, 3);
  expect(corrupted.changes).toHaveLength(cot.replace(/[^0-9]/g, "").length);
  for (const { was, now } of corrupted.changes) expect([/^[0-9]$/.test(now), now === was]).toEqual([true, false]);
  expect(ablate(trace, { kind: "swap-answer", answer: "9" }, 1)).toMatchObject({ cot, answer: "9", changes: [{ field: "answer", was: "7", now: "9" }] });
  expect(() => ablate(trace, { kind: "delete-steps", share: 2 }, 1)).toThrow(RangeError);
});

test("E17: what may not be labelled stays as it is, and an inserted step names where it comes from", () => {
  const echo = at("🙂 So 3+4 is 8.\n\n");
  const kept = Array.from(cot).slice(echo.start, echo.end).join("");
  const closed: TraceToAblate = { ...trace, excluded: [echo], cues: cueMatcher({ ...SEED_FIVE, lists: [{ label: "verification", language: "en", cues: ["so", "wait"], patterns: [] }] })(cot) };
  for (const ablation of [{ kind: "remove-cues" }, { kind: "corrupt-digits", share: 1 }, { kind: "delete-steps", share: 1 }, { kind: "shuffle-steps", share: 1 }, { kind: "insert-steps", share: 1 }] as Ablation[]) {
    const { cot: changed, changes } = ablate(closed, ablation, 3);
    expect([ablation.kind, changed.startsWith(kept), changes.length > 0]).toEqual([ablation.kind, true, true]);
  }
  expect(ablate(closed, { kind: "insert-steps", share: 1 }, 3).changes[0]).toMatchObject({ source: { trace: "other 🙂", start: 0, end: 18 } });
});

test("E18: signals stand apart and repetition counts what stood before", () => {
  const measured = { steps: 4, starts: { branching: [3], backtracking: [9, 12] }, correct: null } as unknown as MeasuredTrace;
  expect(rewardSignals(measured, cot)).toEqual({ exploration: 7, correctness: null, repetition: 0 });
  const long = Array.from({ length: 60 }, (_, i) => `Sentence number ${i} of many 🙂. `).join("");
  expect(rewardSignals({ ...measured, correct: true }, long + long)).toMatchObject({ correctness: 1, repetition: expect.closeTo(0.5, 2) });
});
