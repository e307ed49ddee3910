import fc from "fast-check";
import { afterEach, beforeEach, expect, vi } from "vitest";

/** Properties draw the same cases at every run, so that a landing is never decided by chance. `FC_SEED=random npm test` explores; a case that fails becomes a named test. */
const seed = process.env.FC_SEED ?? "20261121";
if (seed !== "random") fc.configureGlobal({ seed: Number(seed) });

/** Anything written to console.error fails the test that caused it. */
beforeEach(() => { vi.spyOn(console, "error").mockImplementation(() => {}); });
afterEach(() => {
  const calls = vi.mocked(console.error).mock.calls;
  expect(calls, "console.error was called").toEqual([]);
});
