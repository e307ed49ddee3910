import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { run } from "@/cli/main";
import { Terminal } from "@/cli/terminal";
import { newId } from "@/data/id";
import { countTraces } from "@/data/trace-page";
import { startJobs } from "@/jobs/runner";
import type { Caller } from "./api-caller";
import { fetchFromHandlers, newCaller, ownerOf, serveFrom } from "./api-caller";
import type { World } from "./fixtures";
import { newWorld } from "./fixtures";
import { onBothHomes } from "./homes";

const line = (id: string, cot = "🙂 So 7.\n\nWait, 3+4=7, yes.") => JSON.stringify({ id, prompt: `What is 3+4? ${id}`, cot, model: "demo-a" });

onBothHomes("H14–H15: the command line against the API", (home) => {
  let world: World;
  let owner: Caller;
  let jobs: { stop(): Promise<void> };
  const folder = mkdtempSync(join(tmpdir(), "switchback-cli-"));
  const file = (name: string, content: string | Buffer): string => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const switchback = async (args: readonly string[], { fetch = fetchFromHandlers, token = owner.token, environment = {}, input = "" } = {}) => {
    let [out, error] = ["", ""];
    const terminal = new Terminal((text) => { out += text; }, (text) => { error += text; }, false);
    const bytes = (async function* () { yield new TextEncoder().encode(input); })();
    const exit = await run(args, { environment: { SWITCHBACK_TOKEN: token, ...environment }, terminal, input: bytes, fetch, pause: (milliseconds) => pause(Math.min(50, milliseconds)) });
    return { exit, out, error };
  };
  const project = () => ["--project", world.slug];
  const stored = () => countTraces(home.db, world.projectId, {});

  beforeAll(async () => {
    serveFrom(home.db);
    world = await newWorld(home.db);
    owner = await ownerOf(home.db, world);
    jobs = startJobs(home.db, { idle: 10 });
  });
  afterAll(async () => {
    await jobs.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test("import: several files at once, twice the same adds nothing", async () => {
    const files = [file("a 🙂.jsonl", `${line("a1")}\n${line("a2")}\n`), file("b.jsonl", `${line("b1")}\n`)];
    const first = await switchback(["import", ...files, ...project(), "--json"]);
    expect(first).toMatchObject({ exit: 0, error: "" });
    expect(JSON.parse(first.out)).toMatchObject({ state: "done", read: 3, created: 3, rejected: 0 });
    expect(await stored()).toBe(3);
    expect(JSON.parse((await switchback(["import", ...files, ...project(), "--json"])).out)).toMatchObject({ created: 0, duplicates: 3 });
    expect(await stored()).toBe(3);
  });

  test("import: a dry run shows the rows and writes nothing", async () => {
    const before = await stored();
    const { exit, out } = await switchback(["import", file("dry.jsonl", `${line("d1")}\nnot json\n`), ...project(), "--dry-run"]);
    expect(exit).toBe(1);
    expect(out).toMatch(/dry\.jsonl: .*\n.*line 1: .*cot=🙂 So 7/);
    expect(out).toContain("line 2: rejected");
    expect(await stored()).toBe(before);
  });

  test("import: rejected rows are exit 1, and come as a file to be mended", async () => {
    const rejects = join(folder, "rejects.jsonl");
    const { exit, out } = await switchback(["import", file("bad.jsonl", `${line("r1")}\n{"id":"r2"}\n{"cut\n`), ...project(), "--rejects", rejects]);
    expect(exit).toBe(1);
    expect(out).toContain("1 created");
    const rows = readFileSync(rejects, "utf8").trim().split("\n").map((each) => JSON.parse(each) as { line: number; reason: string; source: string });
    expect(rows.map((row) => row.line)).toEqual([2, 3]);
    expect(rows[1]!.source).toContain('{"cut');
    const onFolder = await switchback(["import", join(folder, "bad.jsonl"), ...project(), "--rejects", folder, "--json"]);
    expect([onFolder.exit, JSON.parse(onFolder.error)]).toMatchObject([2, { type: "/problems/file", detail: expect.stringContaining("EISDIR") as string }]);
  });

  test("H15: an upload that breaks off goes on where the server says it stopped", async () => {
    const long = file("long.jsonl", Array.from({ length: 9 }, (_, k) => `${line(`long-${k}`, `🙂 step ${k}.`)}${" ".repeat(1_280_000)}\n`).join("")); // long on the way, short once read
    let parts = 0;
    // The first part arrives, but its answer is lost; the next never leaves.
    const flaky: typeof fetch = async (input, init) => {
      if (init?.method !== "PATCH") return fetchFromHandlers(input, init);
      parts++;
      if (parts === 2) throw new TypeError("fetch failed");
      const answer = await fetchFromHandlers(input, init);
      if (parts === 1) throw new TypeError("fetch failed");
      return answer;
    };
    const { exit, out, error } = await switchback(["import", long, ...project(), "--json"], { fetch: flaky });
    expect(error).toBe("");
    expect(exit).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ read: 9, created: 9 });
    expect(parts).toBe(3);
  });

  test("H15: when the server stays away the command says how to go on, and --resume does", async () => {
    const path = file("resume.jsonl", `${line("resume-1")}\n`);
    const away: typeof fetch = async (input, init) => {
      if (init?.method === "PATCH") throw new TypeError("fetch failed");
      return fetchFromHandlers(input, init);
    };
    const broken = await switchback(["import", path, ...project(), "--json"], { fetch: away });
    expect(broken.exit).toBe(3);
    const { import: id, waitedSeconds } = JSON.parse(broken.error) as { import: string; waitedSeconds: number };
    expect(waitedSeconds).toBe(30);
    expect(JSON.parse((await switchback(["import", path, ...project(), "--resume", id, "--json"])).out)).toMatchObject({ id, created: 1 });
  });

  test("H15: a commit whose answer was lost has begun, and is not asked for twice; --resume of what has begun waits for its end; a plan that was refused can be mended", async () => {
    const path = file("commit.jsonl", `${line("commit-1")}\n`);
    let commits = 0;
    const lossy: typeof fetch = async (input, init) => {
      const answer = await fetchFromHandlers(input, init);
      if (!String(input).endsWith("/commit") || ++commits > 1) return answer;
      throw new TypeError("fetch failed");
    };
    const done = await switchback(["import", path, ...project(), "--json"], { fetch: lossy });
    expect([done.exit, done.error, commits]).toEqual([0, "", 1]);
    const { id, created } = JSON.parse(done.out) as { id: string; created: number };
    expect(created).toBe(1);
    expect(JSON.parse((await switchback(["import", path, ...project(), "--resume", id, "--json"])).out)).toMatchObject({ id, state: "done", created: 1 });

    const refused = await switchback(["import", path, ...project(), "--name-pattern", "(", "--json"]);
    expect(refused.exit).toBe(2);
    const { import: open } = JSON.parse(refused.error) as { import: string };
    expect(JSON.parse((await switchback(["import", path, ...project(), "--resume", open, "--json"])).out)).toMatchObject({ id: open, state: "done", duplicates: 1 });
  });

  test("H15: seed, share and filter of a release: the same give the same ablations, others give others", async () => {
    const few = file("few.jsonl", Array.from({ length: 3 }, (_, k) => `${line(`few-${k}`, "🙂 So 7.\n\nWait, 3+4=7, yes.\n\nThen 7+5=12.").replace("demo-a", "demo-few")}\n`).join(""));
    expect(await switchback(["import", few, ...project()])).toMatchObject({ exit: 0 });
    const filter = file("filter.json", JSON.stringify({ models: ["demo-few"] }));
    const ablations = async (name: string, ...options: string[]): Promise<{ text: string; seed: number }> => {
      const target = join(folder, name);
      expect(await switchback(["export", ...project(), "--format", "ablations", "--filter", filter, ...options, "-o", target, "--json"])).toMatchObject({ exit: 0, error: "" });
      const manifest = JSON.parse(readFileSync(join(target, "manifest.json"), "utf8")) as { seed: number; filters: unknown };
      expect(manifest.filters).toEqual({ models: ["demo-few"] });
      return { text: readFileSync(join(target, "ablations.jsonl"), "utf8"), seed: manifest.seed };
    };
    const first = await ablations("seed-5", "--seed", "5", "--ablation-share", "0.5");
    expect(first.seed).toBe(5);
    expect(first.text.length).toBeGreaterThan(0);
    expect(await ablations("seed-5-again", "--seed", "5", "--ablation-share", ".5")).toEqual(first);
    expect((await ablations("seed-6", "--seed", "6", "--ablation-share", "0.5")).text).not.toBe(first.text);
    expect((await ablations("share-1", "--seed", "5", "--ablation-share", "1")).text).not.toBe(first.text);
  });

  test("H15: export freezes a release and keeps files whose digest is right; what is there is not fetched again", async () => {
    const target = join(folder, "out");
    let fetched: string[] = [];
    const watching: typeof fetch = (input, init) => {
      if (String(input).includes("/files/")) fetched.push(String(input).split("/files/")[1]!);
      return fetchFromHandlers(input, init);
    };
    const first = await switchback(["export", ...project(), "--format", "jsonl", "--layer", "all", "-o", target, "--json"], { fetch: watching });
    expect(first).toMatchObject({ exit: 0, error: "" });
    const { id, files } = JSON.parse(first.out) as { id: string; files: { path: string; sha256: string }[] };
    expect(fetched.toSorted()).toEqual(files.map(({ path }) => path).toSorted());
    for (const file of files) expect(createHash("sha256").update(readFileSync(join(target, file.path))).digest("hex")).toBe(file.sha256);
    expect(readFileSync(join(target, "traces.jsonl"), "utf8").trim().split("\n").length).toBe(await stored());

    fetched = [];
    writeFileSync(join(target, "traces.jsonl"), "somebody wrote over it 🙂");
    await switchback(["export", ...project(), "--release", id, "-o", target], { fetch: watching });
    expect(fetched).toEqual(["traces.jsonl"]);

    const damaging: typeof fetch = async (input, init) => (String(input).includes("/files/") ? new Response("damaged 🙂") : fetchFromHandlers(input, init));
    rmSync(join(target, "traces.jsonl"));
    const damaged = await switchback(["export", ...project(), "--release", id, "-o", target, "--json"], { fetch: damaging });
    expect(damaged.exit).toBe(1);
    expect(existsSync(join(target, "traces.jsonl"))).toBe(false);
  });

  test("H15: a connection that breaks in the middle of a file is taken up again; when the server stays away, the release can be fetched later", async () => {
    const target = join(folder, "broken");
    let breaks = 1;
    const breaking: typeof fetch = async (input, init) => {
      const answer = await fetchFromHandlers(input, init);
      if (!String(input).includes("/files/") || breaks-- <= 0) return answer;
      return new Response(new ReadableStream({ pull: (stream) => { stream.error(new TypeError("terminated")); } }), answer);
    };
    const first = await switchback(["export", ...project(), "--format", "jsonl", "-o", target, "--json"], { fetch: breaking });
    expect(first).toMatchObject({ exit: 0, error: "" });
    const { id, files } = JSON.parse(first.out) as { id: string; files: { path: string; sha256: string }[] };
    for (const file of files) expect(createHash("sha256").update(readFileSync(join(target, file.path))).digest("hex")).toBe(file.sha256);
    breaks = 1_000_000;
    const away = await switchback(["export", ...project(), "--release", id, "-o", join(folder, "away"), "--give-up", "2", "--json"], { fetch: breaking });
    expect(away.exit).toBe(3);
    expect(JSON.parse(away.error)).toMatchObject({ type: "/problems/unreachable", release: id, waitedSeconds: 2, detail: expect.stringContaining(`--release ${id}`) as string });
  });

  test("a token that is wrong, too weak or for somebody else's project is exit 2", async () => {
    const path = file("x.jsonl", `${line("x1")}\n`);
    expect(await switchback(["import", path, ...project()], { token: "sb_wrong-wrong-wrong-wrong" })).toMatchObject({ exit: 2, error: expect.stringContaining("SWITCHBACK_TOKEN") });
    const reader = await newCaller(home.db, world, { role: "owner", scope: "read" });
    expect((await switchback(["import", path, ...project()], { token: reader.token })).exit).toBe(2);
    expect((await switchback(["import", path, "--project", "nobodys"])).exit).toBe(2);
  });

  test("B5: backup writes a whole file or none; only an admin gets one", async () => {
    const into = join(folder, "backups");
    const admin = await newCaller(home.db, null, { admin: true });
    const done = await switchback(["backup", into, "--json"], { token: admin.token });
    expect(done).toMatchObject({ exit: 0, error: "" });
    const { path, rows } = JSON.parse(done.out) as { path: string; rows: number };
    expect(rows).toBeGreaterThan(3);
    expect(readdirSync(into)).toEqual([basename(path)]);
    expect(statSync(path).mode & 0o077).toBe(0);
    expect(gunzipSync(readFileSync(path)).toString("utf8")).toContain("🙂");

    rmSync(into, { recursive: true });
    const cut: typeof fetch = async (...request) => {
      const whole = Buffer.from(await (await fetchFromHandlers(...request)).arrayBuffer());
      return new Response(whole.subarray(0, whole.length - 40));
    };
    expect((await switchback(["backup", into], { token: admin.token, fetch: cut })).exit).toBe(3);
    expect(readdirSync(into)).toEqual([]);
    const breaking: typeof fetch = async () => new Response(new ReadableStream({ pull: (stream) => { stream.error(new TypeError("terminated")); } }));
    expect((await switchback(["backup", into], { token: admin.token, fetch: breaking })).exit).toBe(3);
    expect(readdirSync(into)).toEqual([]);
    expect((await switchback(["backup", into])).exit).toBe(2);
    expect((await switchback(["restore", into])).exit).toBe(2);
  });

  test("user reset prints a one-time link, user erase asks for --yes and leaves the work", async () => {
    const email = `${newId()}@example.org`;
    const admin = await newCaller(home.db, world, { role: "owner", admin: true });
    expect((await switchback(["user", "add", email, "--name", "Dee 🙂"], { token: admin.token, input: "four stones in a row\n" })).exit).toBe(0);
    const reset = await switchback(["user", "reset", email, "--json"], { token: admin.token });
    expect(JSON.parse(reset.out)).toMatchObject({ url: expect.stringContaining("/reset-password?token=") });
    expect((await switchback(["user", "erase", email], { token: admin.token })).exit).toBe(2);
    expect((await switchback(["user", "erase", email, "--yes"], { token: admin.token })).exit).toBe(0);
    expect((await switchback(["user", "list"], { token: admin.token })).out).not.toContain(email);
    expect((await switchback(["user", "reset", email], { token: admin.token })).exit).not.toBe(0);
  });

  test("user add makes an account and gives it a place; again it is there already", async () => {
    const admin = await newCaller(home.db, world, { role: "owner", admin: true });
    const email = `${newId()}@example.org`;
    const add = ["user", "add", email, "--name", "Cy 🙂", ...project(), "--role", "annotator", "--json"];
    expect(JSON.parse((await switchback(add, { token: admin.token, input: "long enough for this\n" })).out)).toMatchObject({ account: { email }, member: { role: "annotator" } });
    expect((await switchback(["user", "add", email, "--name", "Cy 🙂"], { token: admin.token })).out).toContain("was there already");
    expect((await switchback(["user", "list"], { token: admin.token })).out).toContain(email);
    expect((await switchback(["user", "list"])).exit).toBe(2);
  });
});
