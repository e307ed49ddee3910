import { afterEach, expect, test, vi } from "vitest";
import type { DryRunRequest } from "./dry-run-thread";
import { detectInThread } from "./off-main-thread";

/** Answers a file with its name a moment later; one named "bad" fails. */
class FakeThread extends EventTarget {
  static made = 0;
  static living = 0;
  constructor() { super(); FakeThread.made++; FakeThread.living++; }
  postMessage({ file }: DryRunRequest): void {
    setTimeout(() => this.dispatchEvent(new MessageEvent("message", { data: file.name === "bad" ? { failed: "gone 🙂" } : { value: file.name } })), 1);
  }
  terminate(): void { FakeThread.living--; }
}

afterEach(() => { vi.unstubAllGlobals(); vi.useRealTimers(); });

test("P3: many files are read by a few threads, one after another; one that fails is replaced, and all end when nothing is left", async () => {
  vi.stubGlobal("Worker", FakeThread);
  vi.useFakeTimers();
  const names = Array.from({ length: 40 }, (_, n) => (n === 20 ? "bad" : `file-${n}`));
  const answers = Promise.allSettled(names.map((name) => detectInThread(new File([], name), () => true)));
  await vi.advanceTimersByTimeAsync(500);
  expect((await answers).map((answer) => (answer.status === "fulfilled" ? answer.value as unknown : String(answer.reason)))).toEqual(names.map((name) => (name === "bad" ? "Error: gone 🙂" : name)));
  expect([FakeThread.made, FakeThread.living]).toEqual([4, 3]);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(FakeThread.living).toBe(0);
});
