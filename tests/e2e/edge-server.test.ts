import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { SETUP_TOKEN, startServer, temporaryFolder } from "./server";
import type { RunningServer } from "./server";

const STANDALONE = resolve(import.meta.dirname, "../../.next/standalone/server.js");
const SCRIPT = resolve(import.meta.dirname, "../../scripts/start.mjs");

let server: RunningServer;
let token = "";
beforeAll(async () => {
  server = await startServer({ folder: await temporaryFolder() });
  const made = await fetch(`${server.origin}/api/v1/setup`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ setupToken: SETUP_TOKEN, email: "ada@example.org", name: "Ada 🙂", password: "correct horse 🙂" }) });
  expect(made.status).toBe(201);
  token = (await made.json() as { token: string }).token;
});
afterAll(() => server.stop());

/** Runs a server that is expected to end by itself. */
const endOf = (file: string, env: Readonly<Record<string, string>>): Promise<{ code: number | null; printed: string }> => new Promise((settle) => {
  const child = spawn(process.execPath, [file], { env: { ...process.env, NODE_ENV: "production", NEXT_MANUAL_SIG_HANDLE: "true", HOSTNAME: "127.0.0.1", PORT: "0", DATABASE_URL: "", ...env }, stdio: ["ignore", "pipe", "pipe"] });
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (part: Buffer) => { printed += part.toString("utf8"); });
  child.once("exit", (code) => settle({ code, printed }));
});

test("W12: the first start prints the address and the setup token", () => {
  expect(server.output()).toContain(`Switchback is at ${server.origin}`);
  expect(server.output()).toContain(`${server.origin}/setup with the setup token ${SETUP_TOKEN}`);
});

test("a second server on the same data folder is refused, naming the first, and the first goes on", async () => {
  const second = await endOf(STANDALONE, { SWITCHBACK_DATA: server.folder });
  expect(second.code).toBe(1);
  expect(second.printed).toContain("Switchback cannot start");
  expect(second.printed).toContain(server.origin);
  expect((await fetch(`${server.origin}/readyz`)).status).toBe(200);
});

test("W1: every fault of the environment is named at start, and nothing is opened", async () => {
  const folder = mkdtempSync(join(tmpdir(), "switchback-fault-"));
  const { code, printed } = await endOf(STANDALONE, { SWITCHBACK_DATA: folder, APP_URL: "labels 🙂", TRUST_PROXY: "perhaps", AUTH_SECRET: "short" });
  expect(code).toBe(1);
  for (const name of ["APP_URL", "TRUST_PROXY", "AUTH_SECRET"]) expect(printed).toMatch(new RegExp(`^ {2}${name} `, "m"));
  rmSync(folder, { recursive: true, force: true });
});

test("a port that is taken, or is none, is said in words before anything is built", async () => {
  const taken = await endOf(SCRIPT, { PORT: new URL(server.origin).port, HOST: "127.0.0.1" });
  expect(taken).toMatchObject({ code: 1, printed: expect.stringContaining("is listening on") });
  const none = await endOf(SCRIPT, { PORT: "99999" });
  expect(none).toMatchObject({ code: 1, printed: expect.stringContaining("PORT is a port number") });
});

test("W17: a page has a policy with a fresh nonce on each of its scripts; an answer of the API may load nothing", async () => {
  const nonces = await Promise.all([1, 2].map(async () => {
    const response = await fetch(`${server.origin}/sign-in`);
    const nonce = /'nonce-([^']+)'/.exec(response.headers.get("content-security-policy") ?? "")?.[1];
    const scripts = (await response.text()).match(/<script[^>]*>/g) ?? [];
    expect(scripts.length).toBeGreaterThan(2);
    for (const script of scripts) expect(script).toContain(`nonce="${nonce}"`);
    expect(response.headers.get("x-frame-options")).toBe("DENY");
    return nonce;
  }));
  expect(nonces[0]).not.toBe(nonces[1]);
  expect((await fetch(`${server.origin}/api/v1/account`)).headers.get("content-security-policy")).toContain("default-src 'none'");
});

test("W16: signed out, a page leads to sign-in and back; / leads to the projects", async () => {
  const page = await fetch(`${server.origin}/projects/demo/traces?q=%F0%9F%99%82`, { redirect: "manual" });
  expect(page.headers.get("location")).toBe(`/sign-in?${new URLSearchParams({ to: "/projects/demo/traces?q=%F0%9F%99%82" })}`);
  expect((await fetch(server.origin, { redirect: "manual" })).headers.get("location")).toBe("/projects");
});

test("W15: a client cannot choose its address: neither for measurements nor for the windows of sign-in", async () => {
  const measured = await fetch(`${server.origin}/metrics`);
  expect(await measured.text()).toContain("switchback_http_requests_total");
  expect((await fetch(`${server.origin}/metrics`, { headers: { "x-forwarded-for": "203.0.113.9" } })).status).toBe(404);
  expect((await fetch(`${server.origin}/metrics`, { headers: { "x-forwarded-for": "203.0.113.9", authorization: `Bearer ${token}` } })).status).toBe(200);
});

test("W3: liveness needs no database, readiness says what it found", async () => {
  expect(await (await fetch(`${server.origin}/healthz`)).json()).toEqual({ status: "ok" });
  expect(await (await fetch(`${server.origin}/readyz`)).json()).toEqual({ status: "ready", database: true, migrations: true, stopping: false });
});

test("W21: a method that a path does not know is a problem that names those it does, a path that is none 404, whichever way they come", async () => {
  for (const [method, path, allow] of [["DELETE", "/api/v1/setup", "POST"], ["PUT", "/healthz", "GET, HEAD"], ["POST", "/readyz", "GET, HEAD"], ["DELETE", "/metrics", "GET, HEAD"], ["PATCH", "/api/auth/session", "GET, HEAD, POST"]] as const) {
    const response = await fetch(server.origin + path, { method });
    expect([path, response.status, response.headers.get("allow"), response.headers.get("content-type")]).toEqual([path, 405, allow, "application/problem+json"]);
    expect(await response.json()).toMatchObject({ status: 405, kind: "method-not-allowed" });
  }
  expect((await fetch(`${server.origin}/healthz`, { method: "OPTIONS" })).headers.get("allow")).toBe("GET, HEAD, OPTIONS");
  for (const [method, path] of [["GET", "/api/v1/no/such"], ["GET", "/api/v1"], ["POST", "/api/no/such"], ["OPTIONS", "/api/v1/no/such"]] as const) {
    const response = await fetch(server.origin + path, { method });
    expect([method, path, response.status, response.headers.get("content-type")]).toEqual([method, path, 404, "application/problem+json"]);
  }
});
