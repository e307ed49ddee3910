import { afterEach, beforeEach, expect, vi } from "vitest";

/** Anything written to console.error fails the test that caused it. */
beforeEach(() => { vi.spyOn(console, "error").mockImplementation(() => {}); });
afterEach(() => {
  const calls = vi.mocked(console.error).mock.calls;
  expect(calls, "console.error was called").toEqual([]);
});
