import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { SuggestionKey } from "../suggested-spans";
import { RejectionReports } from "./rejection-reports";

let held: Map<string, string>;
beforeEach(() => {
  vi.useFakeTimers();
  held = new Map();
  vi.stubGlobal("localStorage", { getItem: (key: string) => held.get(key) ?? null, setItem: (key: string, value: string) => void held.set(key, value), removeItem: (key: string) => void held.delete(key) });
});
afterEach(() => { vi.useRealTimers(); vi.unstubAllGlobals(); });

const one: SuggestionKey = { layer: "detector:cues@1", span: "s1🙂" };

/** A server that is down until it is up; `rows` is what it holds. */
function server() {
  const rows = new Set<string>();
  const line = { up: false, rows, reject: (suggestions: readonly SuggestionKey[], rejected: boolean): Promise<boolean> => {
    if (line.up) for (const key of suggestions) { if (rejected) rows.add(key.span); else rows.delete(key.span); }
    return Promise.resolve(line.up);
  } };
  return line;
}

test("K11: what the server did not hear is told again, and by the next sitting; then nothing is kept", async () => {
  const line = server();
  const first = new RejectionReports("a", line);
  first.add([one], true);
  await vi.advanceTimersByTimeAsync(35_000);
  first.stop();
  expect([line.rows.size, held.size]).toEqual([0, 1]);
  line.up = true;
  new RejectionReports("a", line);
  await vi.advanceTimersByTimeAsync(1);
  expect([[...line.rows], held.size]).toEqual([["s1🙂"], 0]);
});

test("K11: of one suggestion the last word counts", async () => {
  const line = server();
  const reports = new RejectionReports("a", line);
  reports.add([one], true);
  reports.add([one], false);
  reports.add([one], true);
  reports.add([one], false);
  line.up = true;
  await vi.advanceTimersByTimeAsync(15_000);
  expect([line.rows.size, held.size]).toEqual([0, 0]);
});
