"use client";
import { useEffect, useState } from "react";
import { inIdlePieces } from "../idle-pieces";

/** Work that can be left off wherever it yields, and taken up again. */
export type PieceWork<Value, Result> = (value: Value) => Generator<unknown, Result>;

/** What is worked out from a value as it was when the reader last paused, in the browser's idle moments: it never stands between a key and its paint, and a key that comes meanwhile does not wait for it.
 *  @param pause ms without a change before the work begins
 *  @param first what stands in for the result until then; worked out once
 *  @param work  the same function every time */
export function useIdleWork<Value, Result>(value: Value, pause: number, first: () => Result, work: PieceWork<Value, Result>): Result {
  const [result, setResult] = useState(first);
  useEffect(() => {
    let leave = (): void => {};
    const timer = setTimeout(() => { leave = inIdlePieces(work(value), (found) => setResult(() => found), 1_000); }, pause);
    return () => {
      clearTimeout(timer);
      leave();
    };
  }, [value, pause, work]);
  return result;
}

/** Does the work in one go. */
export function finished<Result>(steps: Generator<unknown, Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
