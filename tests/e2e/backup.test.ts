import { execFile } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { api, FIRST_PERSON } from "./browser";
import { SETUP_TOKEN, startServer, type RunningServer } from "./server";
import { projectWithTrace, TRACE } from "./workbench-fixture";

const SWITCHBACK = resolve(import.meta.dirname, "../../cli/switchback.mjs");
const switchback = (args: readonly string[], environment: Readonly<Record<string, string>>) =>
  promisify(execFile)(process.execPath, [SWITCHBACK, ...args], { env: { ...process.env, DATABASE_URL: "", ...environment } });

let server: RunningServer;
let work: string;
beforeAll(async () => { [server, work] = await Promise.all([startServer(), mkdtemp(join(tmpdir(), "switchback-backup-"))]); });
afterAll(async () => {
  await server?.stop();
  if (work) await rm(work, { recursive: true, force: true });
});

test("H14, B2: `switchback setup` makes the first account; what `switchback backup` takes from a running server, `switchback restore` brings up in another folder, and tokens still work", async () => {
  const setup = await switchback(["setup", "--email", FIRST_PERSON.email, "--name", FIRST_PERSON.name], { SWITCHBACK_URL: server.origin, SWITCHBACK_SETUP_TOKEN: SETUP_TOKEN, SWITCHBACK_PASSWORD: FIRST_PERSON.password });
  const token = setup.stdout.trim();
  const trace = await projectWithTrace(server.origin, token, "kept");
  await switchback(["backup", work], { SWITCHBACK_URL: server.origin, SWITCHBACK_TOKEN: token });
  expect(await readdir(work)).toEqual([expect.stringMatching(/^switchback-.*\.backup\.gz$/)]);

  const folder = await mkdtemp(join(tmpdir(), "switchback-restored-"));
  const { stdout } = await switchback(["restore", work], { SWITCHBACK_DATA: folder });
  expect(stdout).toMatch(/Restored \d+ rows\./);
  await expect(switchback(["restore", work], { SWITCHBACK_DATA: folder })).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining("The store is not empty") });

  const restored = await startServer({ folder });
  try {
    expect(await api(restored.origin, token, "GET", `/projects/kept/traces/${trace}`)).toMatchObject({ prompt: TRACE.prompt, cot: TRACE.cot, answer: TRACE.answer });
  } finally {
    await restored.stop();
  }
});
