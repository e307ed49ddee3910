import fc from "fast-check";
import { expect, test } from "vitest";
import { emptyAnnotation } from "./annotation";
import type { Annotation } from "./annotation";
import { applyAll } from "./apply";
import { foldLog } from "./fold";
import { invert, invertAll } from "./invert";
import type { Operation } from "./operation";
import { fromFold, toFold } from "./serialize";
import { counting, gestureArbitrary, operationsOf } from "./testing/random-gestures";
import { sampleContext as context, spanOn } from "./testing/sample-trace";

/** Plays gestures; those that are refused change nothing. */
function play(gestures: readonly Parameters<typeof operationsOf>[0][]): { annotation: Annotation; log: Operation[]; tried: number } {
  const newId = counting("op");
  let annotation = emptyAnnotation;
  const log: Operation[] = [];
  let tried = 0;
  for (const gesture of gestures) {
    const operations = operationsOf(gesture, annotation, context, newId);
    tried += operations.length;
    const applied = applyAll(annotation, operations, context);
    if (!applied.ok) continue;
    annotation = applied.value;
    log.push(...operations);
  }
  return { annotation, log, tried };
}

const sittings = fc.array(gestureArbitrary, { minLength: 1, maxLength: 60, size: "max" });

test("A1: the random sittings reach operations that are applied, and ones that are refused", () => {
  const totals = fc.sample(sittings, { numRuns: 200, seed: 7 }).map(play).reduce((sum, { log, tried }) => ({ applied: sum.applied + log.length, tried: sum.tried + tried }), { applied: 0, tried: 0 });
  expect(totals.applied / totals.tried).toBeGreaterThan(0.6);
  expect(totals.applied).toBeLessThan(totals.tried);
});

test("A2: the fold of the log is the live state, and its revision the number of operations", () => {
  fc.assert(fc.property(sittings, (gestures) => {
    const { annotation, log } = play(gestures);
    expect(toFold(foldLog(log))).toEqual(toFold(annotation));
    expect(annotation.revision).toBe(log.length);
  }));
});

test("A2: folding on top of a snapshot is folding the whole log", () => {
  fc.assert(fc.property(sittings, fc.nat(), (gestures, cut) => {
    const { annotation, log } = play(gestures);
    const at = cut % (log.length + 1);
    expect(foldLog(log.slice(at), foldLog(log.slice(0, at)))).toEqual(annotation);
  }));
});

test("A3: apply, then the inverse, is what was there before; the inverse of the inverse is the operation", () => {
  fc.assert(fc.property(sittings, gestureArbitrary, (gestures, last) => {
    const { annotation } = play(gestures);
    const newId = counting("x");
    const batch = operationsOf(last, annotation, context, newId);
    const after = applyAll(annotation, batch, context);
    fc.pre(after.ok && batch.length > 0);
    if (!after.ok) return;
    const back = applyAll(after.value, invertAll(batch, newId), context);
    expect(back.ok && { ...back.value, revision: 0 }).toEqual({ ...annotation, revision: 0 });
    for (const operation of batch) expect(invert(invert(operation, "i"), operation.opId)).toEqual(operation);
  }), { numRuns: 200 });
}, 60_000);

test("A3: undoing a whole sitting, last first, leads back to nothing", () => {
  fc.assert(fc.property(sittings, (gestures) => {
    const { annotation, log } = play(gestures);
    const back = applyAll(annotation, invertAll(log, counting("undo")), context);
    expect(back.ok && { ...back.value, revision: 0 }).toEqual(emptyAnnotation);
  }));
});

test("A4: a refused batch changes nothing, and nothing that was handed out changes later", () => {
  fc.assert(fc.property(sittings, gestureArbitrary, (gestures, last) => {
    const { annotation } = play(gestures);
    const before = structuredClone(toFold(annotation));
    applyAll(annotation, operationsOf(last, annotation, context, counting("y")), context);
    expect(toFold(annotation)).toEqual(before);
  }));
});

test("A5: a fold goes through JSON unchanged, order included", () => {
  fc.assert(fc.property(sittings, (gestures) => {
    const { annotation } = play(gestures);
    const back = fromFold(JSON.parse(JSON.stringify(toFold(annotation))));
    expect(back).toEqual(annotation);
    expect([...back.spans.keys()]).toEqual([...annotation.spans.keys()]);
  }));
});

test("A6: a log that changes what it does not hold is a bug, not an annotation", () => {
  expect(() => foldLog([{ opId: "o", type: "changeSpan", id: "s", from: { note: "" }, to: { note: "🙂" } }])).toThrow(/does not hold/);
});

test("A1: one operation counts one revision", () => {
  const applied = applyAll(emptyAnnotation, [{ opId: "o1", type: "addSpan", span: spanOn("s1", "verification", "Wait, let me check 3·7: 7+7+7 = 21, so 24 was wrong.") }], context);
  expect(applied.ok && applied.value.revision).toBe(1);
});
