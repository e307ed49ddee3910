// npm run bench:import [-- --home=pglite|postgresql] [--megabytes=100]: imports native JSONL (traces of about 10 kB) through the job, uploads included, and prints MB/s.
// Meanwhile eight annotators save a span four times a second, each on a trace of 130,000 characters with 500 spans; memory is above that of the process before the import.
import { mkdirSync, writeFileSync } from "node:fs";
import { createProject } from "@/data/projects";
import { createAccount } from "@/data/accounts";
import { createImport, importById, queueImport } from "@/data/imports";
import { newId } from "@/data/id";
import { appendBytes, completeFile, openFile } from "@/data/stored-files";
import { startJobs } from "@/jobs/runner";
import { runImport } from "@/jobs/import";
import { autosaveMeanwhile, CODEBOOK, spanSaver } from "./span-saver";
import { holdHeapGrowth } from "@/web/heap-growth";
import { onEachHome } from "./stores";

const ANNOTATORS = 8;
const megabytes = Number(process.argv.find((argument) => argument.startsWith("--megabytes="))?.slice("--megabytes=".length) ?? 100);
const WORDS = "so we have wait let me check that again because 3 + 4 = 7 and the remainder is not 2, hmm, alternatively try x^2 - 5x + 6 which factors as (x-2)(x-3).".split(" ");

/** About 10 kB of English-looking reasoning in paragraphs, with an emoji; the same for the same seed. */
function trace(seed: number): string {
  let state = seed + 1;
  const next = (): number => (state = (Math.imul(state, 1103515245) + 12345) >>> 0);
  let cot = "";
  while (cot.length < 9_500) cot += Array.from({ length: 12 + (next() % 40) }, () => WORDS[next() % WORDS.length]).join(" ") + (next() % 3 === 0 ? ".\n\n" : ". ");
  return `${JSON.stringify({ id: `bench-${seed}`, prompt: `Problem ${seed % 500}: solve it 🙂`, cot: `🙂 ${cot}`, answer: "7", model: "demo", checkpoint: { name: `step-${seed % 20}`, step: seed % 20 }, sample: Math.floor(seed / 500) })}\n`;
}

holdHeapGrowth(); // as the server does
const results: Record<string, unknown>[] = [];
await onEachHome(async (db) => {
  const accountId = newId();
  const now = new Date();
  await createAccount(db, { id: accountId, email: "bench@example.org", name: "Bench", passwordHash: null, now });
  const made = await createProject(db, { id: newId(), slug: "bench", name: "Bench", ownerId: accountId, codebook: CODEBOOK, now });
  const projectId = made!.project.id;
  const id = newId();
  await createImport(db, projectId, { id, createdBy: made!.membership.id, now });
  const file = await openFile(db, projectId, { kind: "import", id }, "traces.jsonl", "application/x-ndjson");
  let size = 0;
  let rows = 0;
  let uploading = 0;
  while (size < megabytes * 1e6) {
    const part = Buffer.from(Array.from({ length: 100 }, () => trace(rows++)).join(""), "utf8");
    const began = performance.now();
    await appendBytes(db, projectId, file.id, size, part);
    uploading += performance.now() - began;
    size += part.length;
  }
  await completeFile(db, projectId, file.id, null);
  await queueImport(db, projectId, id, { now: new Date() });

  const saver = await spanSaver(db, made!, accountId, ANNOTATORS);
  globalThis.gc?.();
  const idle = process.memoryUsage().rss;
  let peak = idle;
  const timer = setInterval(() => { peak = Math.max(peak, process.memoryUsage().rss); }, 50);
  const began = performance.now();
  const cpu = process.cpuUsage();
  const { value: { seconds, cpuSeconds }, saves, p95, longest } = await autosaveMeanwhile(saver, async () => {
    const jobs = startJobs(db, { idle: 20, lanes: [{ import: runImport }] });
    for (let state: string | undefined; state !== "done";) {
      await new Promise((resolve) => { setTimeout(resolve, 50); });
      const held = await importById(db, projectId, id);
      state = held?.state;
      if (state === "failed") throw new Error(held?.error ?? "failed");
    }
    const { user, system } = process.cpuUsage(cpu);
    const measured = { seconds: (performance.now() - began) / 1000, cpuSeconds: (user + system) / 1e6 };
    await jobs.stop();
    return measured;
  });
  clearInterval(timer);
  const result = {
    home: db.home, rows, megabytes: +(size / 1e6).toFixed(1), uploadMBs: +(size / 1e3 / uploading).toFixed(1), importMBs: +(size / 1e6 / seconds).toFixed(1), MBsOfCpu: +(size / 1e6 / cpuSeconds).toFixed(1),
    saves, saveP95ms: +p95.toFixed(1), saveMaxMs: +longest.toFixed(1), memoryMB: +((peak - idle) / 1e6).toFixed(0),
  };
  results.push(result);
});
console.table(results);
mkdirSync("bench/results", { recursive: true });
writeFileSync("bench/results/import-store.json", `${JSON.stringify({ at: new Date().toISOString(), node: process.version, results }, null, 2)}\n`);
