import { expect, test } from "vitest";
import { placeCheckpoints } from "./place-checkpoints";
import type { RunToPlace } from "./place-checkpoints";
import { runCurves } from "./run-curves";
import type { MeasuredTrace } from "./measured-trace";

const run = (checkpoint: string, step: number | null, more: Partial<RunToPlace> = {}): RunToPlace => ({ id: `${checkpoint} ${more.trainingSeed ?? ""}`, model: "m 🙂", checkpoint, step, trainingSeed: null, traces: 3, ...more });
const placed = (runs: readonly RunToPlace[]) => {
  const { byRun, ...rest } = placeCheckpoints(runs, "m 🙂");
  return { ...rest, places: [...byRun.values()].sort((a, b) => a.t - b.t).map(({ name, t }) => `${name}@${t}`) };
};

test("E19: steps place checkpoints, a base model without one is checkpoint 0; others and empty runs are left out", () => {
  expect(placed([run("step-200", 200), run("base", null), run("step-50", 50), run("empty", 10, { traces: 0 }), run("other", 1, { model: "n" })])).toMatchObject({ ordered: true, baseModel: true, places: ["base@0", "step-50@50", "step-200@200"] });
  expect(placed([run("step-50", 50), run("step-100", 100)])).toMatchObject({ ordered: true, baseModel: false });
});

test("E19: without steps names stand in their order, numbers as numbers, base first, and that is said", () => {
  expect(placed([run("ckpt-10", null), run("ckpt-9", null), run("zero-base", null)])).toMatchObject({ ordered: false, baseModel: true, places: ["zero-base@0", "ckpt-9@1", "ckpt-10@2"] });
  expect(placed([run("a", 5), run("b", null)])).toMatchObject({ ordered: false });
  expect(placed([])).toMatchObject({ ordered: false, baseModel: false, places: [], trainingRuns: 1 });
});

test("E19: runs of several seeds at one step are one checkpoint, and with three of them each has a curve and there is an interval across", () => {
  const runs = [1, 2, 3].flatMap((seed) => [0, 100].map((step) => run(`s${seed}-${step}`, step, { trainingSeed: seed })));
  const { byRun, seeds, trainingRuns } = placeCheckpoints(runs, "m 🙂");
  expect([new Set([...byRun.values()].map(({ name, t }) => `${name}@${t}`)).size, trainingRuns]).toEqual([2, 3]);
  const traces = runs.flatMap(({ id }, i) => Array.from({ length: 4 }, (_, k) => ({ id: `${id}${k}`, prompt: `p${k}`, checkpoint: byRun.get(id)!, trainingSeed: seeds.get(id), weight: 1, tokens: 1000, starts: { v: Array.from({ length: 1 + (i % 2) * (1 + Math.floor(i / 2)) }, (_, at) => at) } }) as unknown as MeasuredTrace));
  const curves = runCurves(traces, "v");
  expect(curves.runs.map(({ points }) => points.map(({ estimate }) => estimate))).toEqual([[1, 2], [1, 3], [1, 4]]);
  expect(curves.across).toMatchObject([{ t: 0, mean: 1, low: 1, high: 1 }, { t: 100, runs: 3, mean: 3, low: expect.closeTo(3 - 4.302652729911275 / Math.sqrt(3), 9) }]);
  expect(runCurves(traces.filter(({ trainingSeed }) => trainingSeed !== "3"), "v")).toEqual({ runs: [], across: [] });
});
