import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { inIdlePieces } from "./idle-pieces";

let idle: (() => void)[] = [];
beforeEach(() => {
  idle = [];
  vi.useFakeTimers();
  vi.stubGlobal("requestIdleCallback", (run: () => void) => idle.push(run));
  vi.stubGlobal("cancelIdleCallback", (handle: number) => { idle[handle - 1] = () => {}; });
});
afterEach(() => { vi.unstubAllGlobals(); vi.useRealTimers(); });

function* counted(until: number, log: number[]): Generator<undefined, string> {
  for (let k = 1; k <= until; k++) {
    log.push(k);
    vi.advanceTimersByTime(2); // what one step takes
    yield;
  }
  return "all of it 🙂";
}

test("work is left off after a few ms, however long the idle moment is, and taken up in the next one", () => {
  const [log, results]: [number[], string[]] = [[], []];
  inIdlePieces(counted(7, log), (result) => results.push(result));
  expect(log).toEqual([]);
  idle[0]!();
  expect([log, results]).toEqual([[1, 2, 3], []]);
  idle[1]!();
  idle[2]!();
  expect([log, results, idle.length]).toEqual([[1, 2, 3, 4, 5, 6, 7], ["all of it 🙂"], 3]);
});

test("work that was left off is never taken up again", () => {
  const [log, results]: [number[], string[]] = [[], []];
  const leave = inIdlePieces(counted(7, log), (result) => results.push(result));
  idle[0]!();
  leave();
  idle[1]!();
  expect([log, results]).toEqual([[1, 2, 3], []]);
});
