import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ComputationStopped, offThread } from "./off-thread";

let folder: string;
let file: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "switchback-thread-"));
  file = join(folder, "statistics-worker.mjs");
  await build({ entryPoints: [join(import.meta.dirname, "thread.ts")], outfile: file, bundle: true, platform: "node", format: "esm", target: "node20", logLevel: "silent", tsconfig: join(import.meta.dirname, "../../tsconfig.json") });
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const kappa = { name: "kappa", input: { table: [[20, 5], [10, 15]] } };
/** Minutes of work: a bootstrap of a million resamples over many prompts 🙂. */
const endless = { name: "cluster-bootstrap", input: { clusters: Array.from({ length: 2000 }, (_, i) => [{ y: i % 7, tokens: 100 }]), statistic: "rate-per-1k", resamples: 1_000_000, seed: 1, method: "t" } };

test("G21: what runs is ended with its thread, what waits behind it is computed by the next, and what waited and was stopped is never begun", async () => {
  const [running, waiting] = [new AbortController(), new AbortController()];
  let begun = (): void => {};
  const began = new Promise<void>((resolve) => { begun = resolve; });
  const ended = expect(offThread("statistics", [endless], () => begun(), { signal: running.signal, file })).rejects.toBeInstanceOf(ComputationStopped);
  const dropped = expect(offThread("statistics", [endless], undefined, { signal: waiting.signal, file })).rejects.toBeInstanceOf(ComputationStopped);
  const kept = offThread("statistics", [kappa], undefined, { file });
  await began;
  waiting.abort();
  await dropped;
  running.abort();
  await ended;
  expect(await kept).toMatchObject([{ ok: true, value: { observed: 0.7 } }]);
  expect(await offThread("statistics", [kappa], undefined, { file, signal: running.signal }).catch((error: unknown) => error)).toBeInstanceOf(ComputationStopped);
  expect(await offThread("statistics", [kappa, kappa], undefined, { file })).toHaveLength(2);
}, 60_000);

test("G21: without a thread a computation stops where it reports", async () => {
  const stop = new AbortController();
  await expect(offThread("statistics", [kappa, kappa], (share) => { if (share === 0) stop.abort(); }, { signal: stop.signal, file: join(folder, "none.mjs") })).rejects.toBeInstanceOf(ComputationStopped);
});
