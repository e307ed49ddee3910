import { expect, test } from "vitest";
import { emptyAnnotation } from "../annotation/annotation";
import type { Annotation } from "../annotation/annotation";
import type { Span } from "../annotation/span";
import { spanOn } from "../annotation/testing/sample-trace";
import { goldScore, qualifies } from "./gold-score";

const of = (...spans: readonly Span[]): Annotation => ({ ...emptyAnnotation, spans: new Map(spans.map((span) => [span.id, span])) });
const check = spanOn("v", "verification", "Wait, let me check 3·7: 7+7+7 = 21, so 24 was wrong.");
const boxed = spanOn("a", "candidate_answer", "😀 So the answer is \\boxed{19}");

test("R12: the score against known results pools spans over items, and counts what was rightly left empty apart", () => {
  const score = goldScore([
    { traceId: "t1", known: of(check, boxed), made: of({ ...boxed, id: "x" }, spanOn("e", "error", "3·7 = 24")) },
    { traceId: "t2", known: of(), made: of() }]);
  expect(score).toEqual({ f1: 0.5, matched: 1, spurious: 1, missed: 1, rightlyEmpty: 1 });
  expect([qualifies(score, 0.5), qualifies(score, 0.51)]).toEqual([true, false]);
});

test("R12: the same place in another field or trace is no match", () => {
  const answer = { ...boxed, field: "answer" as const };
  expect(goldScore([{ traceId: "t1", known: of(boxed), made: of(answer) }]).f1).toBe(0);
  expect(goldScore([{ traceId: "t1", known: of(boxed), made: of() }, { traceId: "t2", known: of(), made: of(boxed) }]).f1).toBe(0);
});

test("R12: where there was nothing to find and nothing was marked, nobody fails", () => {
  const score = goldScore([{ traceId: "🙂", known: of(), made: of() }]);
  expect(score.f1).toBeNull();
  expect(qualifies(score, 1)).toBe(true);
});
