import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { emptyAnnotation } from "@/core/annotation/annotation";
import { longcotErrorCorrection } from "@/core/codebook/presets/longcot-error-correction";
import { codePoint, offsetMap } from "@/core/text/offset";
import { AfterPaint, afterPaints } from "./after-paint";
import { WorkbenchSession } from "./session";

let frames: (() => void)[];

beforeEach(() => {
  vi.useFakeTimers();
  frames = [];
  vi.stubGlobal("requestAnimationFrame", (run: () => void) => frames.push(run));
  vi.stubGlobal("cancelAnimationFrame", () => { frames = []; });
  vi.stubGlobal("MessageChannel", class { readonly port1 = { onmessage: () => {} }; readonly port2 = { postMessage: () => this.port1.onmessage() }; });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});
const paint = (): void => { for (const frame of frames.splice(0)) frame(); };

test("K30: what was asked for often runs once after the paint; in a page that paints nothing it runs all the same", () => {
  const run = vi.fn();
  const later = new AfterPaint(run);
  later.ask();
  later.ask();
  expect(run).not.toHaveBeenCalled();
  paint();
  vi.runAllTimers();
  expect(run).toHaveBeenCalledTimes(1);
  later.ask();
  vi.runAllTimers();
  expect(run).toHaveBeenCalledTimes(2);
});

test("K30: what waits for three paints runs after the third, once", () => {
  const run = vi.fn();
  afterPaints(3, run);
  paint();
  paint();
  expect(run).not.toHaveBeenCalled();
  paint();
  expect(run).toHaveBeenCalledTimes(1);
  paint();
  vi.runAllTimers();
  expect(run).toHaveBeenCalledTimes(1);
});

const map = offsetMap("🙂 So 3·7 = 24.");
const session = (): { readonly session: WorkbenchSession; readonly told: string[] } => {
  const made = new WorkbenchSession(emptyAnnotation, { offsets: { prompt: map, cot: map, answer: map }, codebook: longcotErrorCorrection }, { readOnly: false });
  const told: string[] = [];
  made.onSpans((changed) => told.push(`spans ${[...changed].length}`));
  made.subscribe(() => told.push("text"));
  made.subscribePanel(() => told.push("panels"));
  return { session: made, told };
};
const add = (to: WorkbenchSession): boolean => to.perform([{ type: "addSpan", span: { id: "s", field: "cot", label: "error", start: codePoint(0), end: codePoint(1), quote: "🙂", attributes: {}, certainty: "sure", note: "", provenance: { origin: "made" } } }]);

test("K30: what a key in the text does is drawn, then told to the text's overlays, and to the panels after the paint", () => {
  const { session: held, told } = session();
  held.textFirst(() => add(held));
  expect(told).toEqual(["spans 1", "text"]);
  paint();
  expect(told).toEqual(["spans 1", "text", "panels"]);
});

test("K30: what a panel does, and what takes the focus, is told at once, with all that was waiting", () => {
  const { session: held, told } = session();
  add(held);
  expect(told).toEqual(["spans 1", "text", "panels"]);
  held.textFirst(() => held.set({ selected: "s" }));
  held.textFirst(() => held.set({ finding: true }));
  expect(told.slice(3)).toEqual(["text", "text", "panels"]);
  paint();
  expect(told).toHaveLength(6);
  held.textFirst(() => held.set({ selected: null }));
  held.tellPanels();
  expect(told.slice(6)).toEqual(["text", "panels"]);
});
