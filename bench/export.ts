// npm run bench:export [-- --home=pglite|postgresql] [--traces=100000] [--spans=10]: exports traces of about 10 kB with their spans, to JSON Lines as a stream and to frozen releases of JSON Lines and of Parquet.
// MB/s count the bytes of traces.jsonl, whatever the file: they are what goes through. Memory is the peak above idle of a process of its own, which has not seeded.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase } from "@/data/client";
import { codebooks } from "@/data/codebooks";
import { newId } from "@/data/id";
import { migrate } from "@/data/migrate";
import { createRelease, releaseById } from "@/data/releases";
import { filesOf, readFile } from "@/data/stored-files";
import { exportStream } from "@/jobs/export-stream";
import { runRelease } from "@/jobs/release";
import { startJobs } from "@/jobs/runner";
import { startCluster } from "@/tests/db/postgres-cluster";
import { holdHeapGrowth } from "@/web/heap-growth";
import { seedExport } from "./export-seed";

const option = (name: string): string | undefined => process.argv.find((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3);
const traces = Number(option("traces") ?? 100_000);
const spans = Number(option("spans") ?? 10);

interface Measured {
  readonly what: string;
  readonly seconds: number;
  readonly firstByteMs: number | null;
  readonly megabytes: number;
  readonly memoryMB: number;
  /** Processor seconds of the process: what a busy machine does not stretch. */
  readonly cpuSeconds: number;
}

const measuring = option("measure");
if (measuring !== undefined) await measureIn(measuring);
else await seedAndMeasure();

async function seedAndMeasure(): Promise<void> {
  const results: Record<string, unknown>[] = [];
  const only = option("home");
  const run = async (home: string, place: { store: string; url?: string }): Promise<void> => {
    const db = await openDatabase(place);
    await migrate(db);
    const began = performance.now();
    const project = await seedExport(db, { traces, spans });
    console.log(`${home}: seeded ${traces} traces in ${((performance.now() - began) / 1000).toFixed(0)} s`);
    await db.close();
    const child = spawnSync(process.execPath, ["--import", "tsx", "--expose-gc", ...(process.env.PROFILE ? ["--cpu-prof", `--cpu-prof-dir=${process.env.PROFILE}`] : []), "bench/export.ts", `--measure=${project}`, ...(place.url ? [`--url=${place.url}`] : [`--store=${place.store}`])], { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
    const lines = JSON.parse(child.stdout.slice(child.stdout.indexOf("["))) as Measured[];
    const source = lines[0]!.megabytes;
    for (const { what, seconds, firstByteMs, megabytes, memoryMB, cpuSeconds } of lines) results.push({ home, what, fileMB: +megabytes.toFixed(1), seconds: +seconds.toFixed(1), MBs: +(source / seconds).toFixed(1), MBsOfCpu: +(source / cpuSeconds).toFixed(1), firstByteMs: firstByteMs === null ? "" : +firstByteMs.toFixed(0), memoryMB: +memoryMB.toFixed(0) });
  };
  if (only !== "postgresql") {
    const store = mkdtempSync(join(tmpdir(), "switchback-bench-"));
    await run("pglite", { store });
    rmSync(store, { recursive: true, force: true });
  }
  if (only !== "pglite") {
    const given = process.env.BENCH_DATABASE_URL;
    const cluster = given ? null : await startCluster({ durable: true });
    const url = given ?? cluster?.url;
    if (url) await run("postgresql", { url, store: "" });
    cluster?.stop();
  }
  console.table(results);
  mkdirSync("bench/results", { recursive: true });
  writeFileSync("bench/results/export.json", `${JSON.stringify({ at: new Date().toISOString(), node: process.version, traces, spans, results }, null, 2)}\n`);
}

async function measureIn(projectId: string): Promise<void> {
  holdHeapGrowth(); // as the server does
  const db = await openDatabase({ store: option("store") ?? "", ...(option("url") ? { url: option("url")! } : {}) });
  await codebooks(db, projectId); // whoever exports has been let in, and so Prisma stands
  const [member] = await db.query<{ id: string }>('SELECT "id" FROM "membership" WHERE "project_id" = $1 LIMIT 1', [projectId]);
  const results: Measured[] = [];
  results.push(await watched("export.jsonl", () => drained(exportStream(db, projectId, "all"))));
  for (const format of ["jsonl", "parquet"] as const) {
    const id = newId();
    results.push(await watched(`release of ${format}`, async () => {
      await createRelease(db, projectId, { id, name: format, request: { layer: "all", filter: {}, formats: [format], version: "1" }, createdBy: member!.id, now: new Date() });
      const jobs = startJobs(db, { idle: 10, lanes: [{ release: runRelease }] });
      let release = await releaseById(db, projectId, id);
      while (release?.state === "building") {
        await new Promise((resolve) => { setTimeout(resolve, 500); });
        release = await releaseById(db, projectId, id);
      }
      await jobs.stop();
      if (release?.state !== "frozen") throw new Error(release?.error ?? "not frozen");
      return { firstByteMs: null, bytes: (await filesOf(db, projectId, { kind: "release", id })).filter(({ path }) => /^(data\/|traces)/.test(path)).reduce((sum, { size }) => sum + size, 0) };
    }));
    results.push(await watched(`download of ${format}`, async () => {
      let firstByteMs: number | null = null;
      let bytes = 0;
      for (const file of (await filesOf(db, projectId, { kind: "release", id })).filter(({ path }) => /^(data\/|traces)/.test(path))) {
        const read = await drained(readFile(db, projectId, file.id));
        firstByteMs ??= read.firstByteMs;
        bytes += read.bytes;
      }
      return { firstByteMs, bytes };
    }));
  }
  await db.close();
  process.stdout.write(JSON.stringify(results));
}

async function watched(what: string, work: () => Promise<Pick<Measured, "firstByteMs"> & { readonly bytes: number }>): Promise<Measured> {
  globalThis.gc?.();
  const idle = process.memoryUsage().rss;
  let peak = idle;
  const timer = setInterval(() => { peak = Math.max(peak, process.memoryUsage().rss); }, 50);
  const began = performance.now();
  const cpu = process.cpuUsage();
  const { firstByteMs, bytes } = await work();
  const { user, system } = process.cpuUsage(cpu);
  clearInterval(timer);
  return { what, seconds: (performance.now() - began) / 1000, firstByteMs, megabytes: bytes / 1e6, memoryMB: (peak - idle) / 1e6, cpuSeconds: (user + system) / 1e6 };
}

async function drained(pieces: AsyncIterable<Uint8Array>): Promise<{ firstByteMs: number | null; bytes: number }> {
  const began = performance.now();
  let firstByteMs: number | null = null;
  let bytes = 0;
  for await (const piece of pieces) {
    if (bytes === 0) firstByteMs = performance.now() - began;
    bytes += piece.length;
    await new Promise((resolve) => { setImmediate(resolve); });
  }
  return { firstByteMs, bytes };
}
