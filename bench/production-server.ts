import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase } from "@/data/client";
import type { Database, Home } from "@/data/database";
import { migrate } from "@/data/migrate";
import { startCluster } from "@/tests/db/postgres-cluster";

const BUILT = ".next/standalone/server.js";
/** What Node is asked to run: the production build, or with BENCH_SERVER=api the API alone, from the sources. */
const SERVER = process.env.BENCH_SERVER === "api" ? ["--import", "tsx", "bench/api-server.ts"] : [BUILT];

/** Serves the production build from a database that `seed` has filled, while `work` runs; then everything is taken away.
 *  @returns what work said; null: this machine has no PostgreSQL */
export async function withProductionServer<Seeded, Value>(home: Home, seed: (db: Database) => Promise<Seeded>, work: (server: Running, seeded: Seeded) => Promise<Value>): Promise<Value | null> {
  if (SERVER.includes(BUILT) && !existsSync(BUILT)) throw new Error("there is no production build: run `npm run build` first");
  const folder = mkdtempSync(join(tmpdir(), "switchback-bench-"));
  const cluster = home === "postgresql" && !process.env.BENCH_DATABASE_URL ? await startCluster({ durable: true }) : null;
  const url = home === "postgresql" ? process.env.BENCH_DATABASE_URL ?? cluster?.url : undefined;
  if (home === "postgresql" && url === undefined) return null;
  try {
    const db = await openDatabase({ url, store: join(folder, "store") });
    await migrate(db);
    const seeded = await seed(db);
    await db.close();
    const server = await start({ SWITCHBACK_DATA: folder, ...(url === undefined ? {} : { DATABASE_URL: url, AUTH_SECRET: "x".repeat(40) }) });
    try {
      return await work(server, seeded);
    } finally {
      await server.stop();
    }
  } finally {
    cluster?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A server of the production build. */
export interface Running {
  readonly url: string;
  /** Seconds of processor that it has used so far; NaN where the system does not tell. On a busy machine the only figure that can be compared. */
  cpuSeconds(): number;
}

async function start(environment: Record<string, string>): Promise<Running & { stop(): Promise<void> }> {
  const port = await freePort();
  const child = spawn(process.execPath, [...(process.env.BENCH_NODE_OPTIONS?.split(" ") ?? []), ...SERVER], {
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", NEXT_MANUAL_SIG_HANDLE: "true", HOSTNAME: "127.0.0.1", HOST: "127.0.0.1", PORT: String(port), ...environment },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const url = `http://127.0.0.1:${port}`;
  for (let attempt = 0; ; attempt++) {
    const ready = await fetch(`${url}/readyz`).then(({ ok }) => ok, () => false);
    if (ready) break;
    if (attempt > 300 || child.exitCode !== null) throw new Error("the server did not start");
    await new Promise((resolve) => { setTimeout(resolve, 200); });
  }
  return { url, cpuSeconds: () => cpuSecondsOf(child.pid), stop: async () => { child.kill("SIGTERM"); await ended; } };
}

/** Fields 14 and 15 of proc(5) stat: user and system time in ticks of 10 ms. */
function cpuSecondsOf(pid: number | undefined): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]!.split(" ");
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return Number.NaN;
  }
}

const freePort = (): Promise<number> => new Promise((resolve, reject) => {
  const probe = createServer().once("error", reject).listen(0, "127.0.0.1", () => {
    const address = probe.address();
    probe.close(() => (address && typeof address === "object" ? resolve(address.port) : reject(new Error("no port"))));
  });
});
