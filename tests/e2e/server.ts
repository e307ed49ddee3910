import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { embeddedTemplate } from "../embedded-template";

const SERVER = resolve(import.meta.dirname, "../../.next/standalone/server.js");
/** A first start makes the embedded database, which takes seconds on a busy machine. */
const PATIENCE_MS = 90_000;

export const SETUP_TOKEN = "setup-token-of-a-test";

export interface RunningServer {
  /** e.g. http://127.0.0.1:40123, without a trailing slash. */
  readonly origin: string;
  /** Folder given as SWITCHBACK_DATA. */
  readonly folder: string;
  /** What the server printed so far. */
  readonly output: () => string;
  /** SIGKILL, as a power cut would: nothing gets a chance to finish. The folder stays. */
  readonly kill: () => Promise<void>;
  /** Ends the server politely and removes its folder. */
  readonly stop: () => Promise<void>;
}

/** Starts the production build on a free port with the embedded database in `folder` (by default a new temporary one, in which a migrated store without an account stands) and waits until it is ready.
 *  The build must stand in .next/standalone (`npm run build`). */
export async function startServer({ folder, port: wanted, env = {} }: { readonly folder?: string; readonly port?: number; readonly env?: Readonly<Record<string, string>> } = {}): Promise<RunningServer> {
  if (!existsSync(SERVER)) throw new Error("There is no production build: run `npm run build` first.");
  const data = folder ?? await temporaryFolder();
  if (folder === undefined) await cp(await embeddedTemplate(), join(data, "store"), { recursive: true });
  const port = wanted ?? await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, [SERVER], {
    cwd: resolve(SERVER, ".."), stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", NEXT_MANUAL_SIG_HANDLE: "true", HOSTNAME: "127.0.0.1", HOST: "127.0.0.1", PORT: String(port), SWITCHBACK_DATA: data, SWITCHBACK_SETUP_TOKEN: SETUP_TOKEN, DATABASE_URL: "", ...env },
  });
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (part: Buffer) => { printed += part.toString("utf8"); });
  await ready(child, origin, () => printed);
  return {
    origin, folder: data, output: () => printed,
    kill: () => ended(child, "SIGKILL"),
    stop: async () => { await ended(child, "SIGTERM"); await rm(data, { recursive: true, force: true }); },
  };
}

/** An empty one for a server's data: its first start makes the database. */
export const temporaryFolder = (): Promise<string> => mkdtemp(join(tmpdir(), "switchback-e2e-"));

async function ready(child: ChildProcess, origin: string, printed: () => string): Promise<void> {
  const until = Date.now() + PATIENCE_MS;
  while (Date.now() < until) {
    if (child.exitCode !== null) throw new Error(`The server ended with code ${child.exitCode}:\n${printed()}`);
    const answer = await fetch(`${origin}/readyz`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((go) => setTimeout(go, 150));
  }
  child.kill("SIGKILL");
  throw new Error(`The server was not ready after ${PATIENCE_MS / 1000} s:\n${printed()}`);
}

/** Ends a process and waits for it; one that ignores a polite signal for 15 s is killed. */
const ended = (child: ChildProcess, signal: NodeJS.Signals): Promise<void> => new Promise((settle) => {
  if (child.exitCode !== null || child.signalCode !== null) return settle();
  const force = setTimeout(() => child.kill("SIGKILL"), 15_000);
  child.once("exit", () => { clearTimeout(force); settle(); });
  child.kill(signal);
});

const freePort = (): Promise<number> => new Promise((settle, fail) => {
  const probe = createServer().once("error", fail).listen(0, "127.0.0.1", () => {
    const address = probe.address();
    probe.close(() => (typeof address === "object" && address ? settle(address.port) : fail(new Error("no port"))));
  });
});
