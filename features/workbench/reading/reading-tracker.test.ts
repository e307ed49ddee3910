import { expect, test } from "vitest";
import { codePoint } from "@/core/text/offset";
import type { ReadingReport } from "../saving/annotation-endpoint";
import { traceDocument } from "../surface/document";
import { ReadingTracker } from "./reading-tracker";

const step = "🙂 Forty characters of one step, or so…\n\n";
const doc = traceDocument({ prompt: "🙂 What?", cot: step.repeat(20), answer: "448", stepEnds: Array.from({ length: 20 }, (_, k) => (k + 1) * Array.from(step).length) });
const tracker = (sent: ReadingReport[] = []): ReadingTracker => new ReadingTracker(doc, { regions: [], activeSeconds: 30 }, "tab-1", (report) => { sent.push(report); return Promise.resolve(true); });
/** Prompt and the first so many steps are in view, whole. */
const view = (count: number) => Array.from({ length: count }, (_, index) => [index, 1] as const);

test("K8: a screenful takes its time at reading pace; a glance does not count", () => {
  const reading = tracker();
  reading.active(0);
  reading.tick(1, view(11)); // some 420 characters
  expect(reading.getState().share).toBe(0);
  for (let second = 2; second <= 8; second++) reading.tick(second, view(11));
  expect(reading.getState().read.size).toBe(11);
});

test("K8: seconds without anybody, or while the page is hidden, do not count", () => {
  const reading = tracker();
  reading.active(0);
  for (let second = 61; second < 200; second++) reading.tick(second, view(3));
  reading.active(200);
  for (let second = 200; second < 210; second++) reading.tick(second, null);
  expect([reading.getState().read.size, reading.getState().activeSeconds]).toEqual([0, 30]);
});

test("K8: a report holds regions in code points, joined, and seconds of this tab alone; the same one is sent once", async () => {
  const sent: ReadingReport[] = [];
  const reading = tracker(sent);
  reading.active(0);
  for (let second = 1; second <= 5; second++) reading.tick(second, view(3));
  await reading.report();
  await reading.report();
  const length = Array.from(step).length;
  expect(sent).toEqual([{ tab: "tab-1", activeSeconds: 5, regions: [{ field: "prompt", start: 0, end: 7 }, { field: "cot", start: 0, end: 2 * length }] }]);
});

test("K8: what was read before is known, and read up to here reads all before", () => {
  const reading = new ReadingTracker(doc, { regions: [{ field: "prompt", start: 0, end: 7 }], activeSeconds: 0 }, "tab-1", () => Promise.resolve(true));
  expect(reading.getState().read).toEqual(new Set([0]));
  reading.markUpTo("cot", codePoint(Array.from(step).length + 1));
  expect(reading.getState().read).toEqual(new Set([0, 1, 2]));
});

test("K8: layers of others that came into view are told with what was read, at once where somebody switched them on", async () => {
  const sent: ReadingReport[] = [];
  const reading = tracker(sent);
  reading.show(["detector:a@1"], false);
  expect(sent).toEqual([]);
  reading.show(["annotator:p-03 🙂"], true);
  reading.show(["detector:b@1", "detector:a@1"], true);
  await reading.report();
  expect(sent.at(-1)).toEqual({ tab: "tab-1", activeSeconds: 0, regions: [], layersInView: ["detector:a@1", "annotator:p-03 🙂", "detector:b@1"] });
});

test("K8: a trace that was given back is told nothing more", async () => {
  const sent: ReadingReport[] = [];
  const reading = tracker(sent);
  reading.active(0);
  for (let second = 1; second <= 5; second++) reading.tick(second, view(3));
  await reading.report();
  reading.close();
  for (let second = 6; second <= 40; second++) reading.tick(second, view(3));
  await reading.report();
  expect(sent).toHaveLength(1);
});
