import { gzipSync } from "node:zlib";
import { beforeAll, beforeEach, expect, test } from "vitest";
import type { z } from "zod";
import type { ImportAnswer, PlanAnswer } from "@/features/imports/schema";
import { startJobs } from "@/jobs/runner";
import { fetchFromHandlers, newCaller, ownerOf, serveFrom } from "./api-caller";
import type { Caller } from "./api-caller";
import type { World } from "./fixtures";
import { newWorld } from "./fixtures";
import { onBothHomes } from "./homes";
import { line } from "./imports";

// What the process was told is read once: before the first request.
Object.assign(process.env, { UPLOAD_LIMIT: "200KB", EXPANDED_LIMIT: "1MB", UPLOAD_FILES: "3" });

type Held = z.infer<typeof ImportAnswer>;

onBothHomes("imports over HTTP", (home) => {
  let world: World;
  let owner: Caller;
  let imports = "";
  beforeAll(() => serveFrom(home.db));
  beforeEach(async () => {
    world = await newWorld(home.db);
    owner = await ownerOf(home.db, world);
    imports = `/api/v1/projects/${world.slug}/imports`;
  });
  const send = async (method: string, path: string, body?: BodyInit | null, headers: Record<string, string> = {}): Promise<{ status: number; body: Record<string, unknown>; headers: Headers }> => {
    const response = await fetchFromHandlers(`http://127.0.0.1${path}`, { method, headers: { authorization: `Bearer ${owner.token}`, ...headers }, ...(body === undefined ? {} : { body }), ...(body instanceof ReadableStream ? { duplex: "half" } : {}) });
    return { status: response.status, body: await response.json() as Record<string, unknown>, headers: response.headers };
  };
  const rejects = async (path: string): Promise<{ line: number; byteOffset: number; reason: string; source: string }[]> =>
    (await (await fetchFromHandlers(`http://127.0.0.1${path}/rejects`, { headers: { authorization: `Bearer ${owner.token}` } })).text()).trim().split("\n").map((text) => JSON.parse(text) as { line: number; byteOffset: number; reason: string; source: string });
  const begin = async (): Promise<string> => `${imports}/${String((await send("POST", imports, null, { "content-length": "0" })).body["id"])}`;
  async function finished(path: string): Promise<Held> {
    const jobs = startJobs(home.db, { idle: 10 });
    try {
      for (;;) {
        const { body } = await owner.call<Held>("GET", path);
        if (["done", "failed", "cancelled"].includes(body.state)) return body;
        await new Promise((resolve) => { setTimeout(resolve, 20); });
      }
    } finally {
      await jobs.stop();
    }
  }
  const row = (id: string, cot = `🙂 Two, ${id}.`): string => line({ id, prompt: "1+1?", cot });

  test("H20: a file in one request is detected, planned and imported; its rejects come back as lines and go in mended", async () => {
    const made = await send("POST", `${imports}?commit=true&name=a.jsonl&checkpoint=step-7&step=7`, row("a") + "{broken 🙂\n" + row("b"), { "content-type": "application/x-ndjson" });
    expect(made.status).toBe(202);
    const path = `${imports}/${String(made.body["id"])}`;
    expect(await finished(path)).toMatchObject({ state: "done", read: 3, created: 2, rejected: 1, files: [{ name: "a.jsonl", complete: true }] });
    expect((await rejects(path))[0]).toMatchObject({ line: 2, byteOffset: Buffer.byteLength(row("a")), source: "{broken 🙂" });
    const mended = await send("POST", `${imports}?commit=true`, row("c"), { "content-type": "application/octet-stream" });
    expect(await finished(`${imports}/${String(mended.body["id"])}`)).toMatchObject({ state: "done", created: 1 });
    expect((await owner.call<{ items: { checkpoint: unknown }[] }>("GET", `/api/v1/projects/${world.slug}/traces?checkpoint=step-7`)).body.items).toHaveLength(2);
  });

  test("H20: several files in one form; names that collide are told apart, and none is ever a path", async () => {
    const form = new FormData();
    form.append("file", new File([row("a")], "x.jsonl"));
    form.append("file", new File([gzipSync(row("b"))], "x.jsonl"));
    form.append("file", new File([row("c")], "../../etc/🙂.jsonl"));
    const made = await send("POST", `${imports}?commit=true`, form);
    expect(made.status).toBe(202);
    const done = await finished(`${imports}/${String(made.body["id"])}`);
    expect(done).toMatchObject({ state: "done", created: 3, rejected: 0 });
    expect(done.files.map(({ name }) => name).slice(0, 2)).toEqual(["x.jsonl", "x (2).jsonl"]);
  });

  test("H21: parts go on where the server says; one that is sent twice is written once", async () => {
    const path = await begin();
    const bytes = Buffer.from(row("a") + row("b") + row("c"), "utf8");
    const part = (from: number, to: number, last = false) => send("PATCH", path, bytes.subarray(from, to), { "content-type": "application/octet-stream", "upload-offset": String(from), "upload-name": "%F0%9F%99%82.jsonl", ...(last ? { "upload-complete": "?1" } : {}) });
    expect(await part(0, 20)).toMatchObject({ status: 200, body: { files: [{ name: "🙂.jsonl", size: 20, complete: false }] } });
    const again = await part(0, 20);
    expect([again.status, again.headers.get("upload-offset")]).toEqual([409, "20"]);
    expect((await part(25, 40)).headers.get("upload-offset")).toBe("20");
    expect((await owner.call("POST", `${path}/commit`)).status).toBe(409);
    expect((await part(20, bytes.length, true)).headers.get("upload-offset")).toBe(String(bytes.length));
    expect((await part(20, bytes.length, true)).status).toBe(409);
    expect((await owner.call("POST", `${path}/commit`)).status).toBe(202);
    expect((await owner.call("POST", `${path}/commit`)).status).toBe(202); // a lost answer, asked again
    expect(await finished(path)).toMatchObject({ state: "done", created: 3 });
  });

  test("H22: a plan writes nothing, shows rows as they would look, and takes choices for all files and for one", async () => {
    const path = await begin();
    for (const name of ["a_step_100.csv", "b.csv"]) await send("PATCH", path, "q,a\nWhat? 🙂,So 4.\n,none\n", { "upload-offset": "0", "upload-name": name, "upload-complete": "?1" });
    const first = await owner.call<z.infer<typeof PlanAnswer>>("POST", `${path}/plan`, { mapping: { prompt: "q", cot: "a" }, files: { "b.csv": { checkpoint: "b-7", step: 7 } } });
    expect(first.status).toBe(200);
    expect(first.body.files.map(({ preview }) => preview[0])).toMatchObject([{ line: 2, record: { prompt: "What? 🙂", cot: "So 4.", checkpoint: { step: 100 } } }, { record: { checkpoint: { name: "b-7", step: 7 } } }]);
    expect((await owner.call<{ items: unknown[] }>("GET", `/api/v1/projects/${world.slug}/traces`)).body.items).toEqual([]);
    expect((await owner.call("POST", `${path}/plan`, { namePattern: "(" })).status).toBe(422);
    expect((await owner.call("POST", `${path}/plan`, { nonsense: 1 })).status).toBe(422);
    expect((await owner.call("POST", `${path}/commit`)).status).toBe(202);
    expect(await finished(path)).toMatchObject({ state: "done", read: 4 });
    expect((await owner.call("POST", `${path}/plan`, {})).status).toBe(409);
  });

  test("F35: a plan says what the rows show of the generation, also where there is nothing to map", async () => {
    const path = await begin();
    for (const [name, text] of [["a.txt", "so it goes on and on 🙂. ".repeat(60)], ["b.jsonl", `${JSON.stringify({ id: "1", problem: "What is one and one? 🙂", steps: ["What is one and one? 🙂 Two."], label: -1, final_answer_correct: true })}\n`]]) await send("PATCH", path, text!, { "upload-offset": "0", "upload-name": name!, "upload-complete": "?1" });
    const { body } = await owner.call<z.infer<typeof PlanAnswer>>("POST", `${path}/plan`, {});
    expect(body.files.map(({ path: name, reasons }) => [name, reasons.at(-1)])).toEqual([["a.txt", "1 of 1 rows fall into a loop"], ["b.jsonl", "1 of 1 rows repeat the prompt"]]);
  });

  test("H23: UPLOAD_LIMIT bounds an import however it arrives, and nothing of it runs", async () => {
    const much = row("a", "x".repeat(210_000));
    const told = await send("POST", `${imports}?commit=true`, much, { "content-length": String(much.length) });
    expect(told).toMatchObject({ status: 413, body: { kind: "too-large" } });
    const untold = await send("POST", `${imports}?commit=true`, new Blob([much]).stream());
    expect(untold).toMatchObject({ status: 413, body: { kind: "too-large" } });
    const form = new FormData();
    for (const name of ["a", "b"]) form.append("file", new File([row(name, "y".repeat(120_000))], name));
    expect(await send("POST", `${imports}?commit=true`, form)).toMatchObject({ status: 413 });
    const path = await begin();
    expect((await send("PATCH", path, "z".repeat(150_000), { "upload-offset": "0", "upload-name": "p", "upload-complete": "?1" })).status).toBe(200);
    expect((await send("PATCH", path, "z".repeat(60_000), { "upload-offset": "0", "upload-name": "q" })).status).toBe(413);
    expect((await owner.call<{ items: Held[] }>("GET", imports)).body.items.map(({ state }) => state).filter((state) => state !== "uploading" && state !== "cancelled")).toEqual([]);
  });

  test("H23: UPLOAD_FILES bounds their number, in a form and in parts", async () => {
    const form = new FormData();
    for (const name of ["a", "b", "c", "d"]) form.append("file", new File([row(name)], name));
    expect(await send("POST", `${imports}?commit=true`, form)).toMatchObject({ status: 413, body: { kind: "too-large" } });
    const path = await begin();
    const statuses = [];
    for (const name of ["a", "b", "c", "d"]) statuses.push((await send("PATCH", path, row(name), { "upload-offset": "0", "upload-name": name, "upload-complete": "?1" })).status);
    expect(statuses).toEqual([200, 200, 200, 413]);
  });

  test("H23: EXPANDED_LIMIT bounds what a small file unpacks to: the rows before it stay, and the report says where it broke", async () => {
    const bomb = gzipSync(row("a") + row("b", "w ".repeat(2_000_000)));
    expect(bomb.length).toBeLessThan(20_000);
    const made = await send("POST", `${imports}?commit=true&name=bomb.jsonl.gz`, bomb);
    const path = `${imports}/${String(made.body["id"])}`;
    expect(await finished(path)).toMatchObject({ state: "done", created: 1, rejected: 2 }); // the line that was cut, and why
    expect((await rejects(path)).at(-1)!.reason).toMatch(/1000000|more than|unpack/);
  });

  test("H9: viewers see an import's counts, only researchers begin, cancel and read rejects; another project's import is none", async () => {
    const made = await send("POST", `${imports}?commit=true`, row("a"));
    const path = `${imports}/${String(made.body["id"])}`;
    await finished(path);
    const viewer = await newCaller(home.db, world, { role: "viewer" });
    const annotator = await newCaller(home.db, world, { role: "annotator" });
    for (const person of [viewer, annotator]) for (const [method, at] of [["POST", imports], ["GET", `${path}/rejects`], ["POST", `${path}/cancel`]] as const) expect((await person.call(method, at)).status).toBe(403);
    const stranger = await newWorld(home.db);
    expect((await (await ownerOf(home.db, stranger)).call("GET", path.replace(world.slug, stranger.slug))).status).toBe(404);
  });

  test("H20: an import that was cancelled before it began leaves no file and cannot be started", async () => {
    const path = await begin();
    await send("PATCH", path, row("a"), { "upload-offset": "0", "upload-name": "a", "upload-complete": "?1" });
    expect(await owner.call("POST", `${path}/cancel`)).toMatchObject({ status: 202, body: { state: "cancelled" } });
    expect((await owner.call<Held>("GET", path)).body).toMatchObject({ state: "cancelled", files: [] });
    expect((await owner.call("POST", `${path}/commit`)).status).toBe(409);
  });

  test("H20: a body that the readers cannot unpack is refused before anything is kept", async () => {
    for (const encoding of ["br", "deflate"]) {
      expect(await send("POST", `${imports}?commit=true`, row("a"), { "content-encoding": encoding })).toMatchObject({ status: 415, body: { kind: "unsupported-media-type" } });
      expect((await send("PATCH", await begin(), row("a"), { "content-encoding": encoding, "upload-offset": "0", "upload-name": "a" })).status).toBe(415);
    }
    const made = await send("POST", `${imports}?commit=true&name=a.jsonl`, gzipSync(row("a")), { "content-encoding": "gzip" });
    expect(await finished(`${imports}/${String(made.body["id"])}`)).toMatchObject({ state: "done", created: 1 });
  });

  test("H20: a dry run that was cancelled is no import of the list; one that was cancelled when it had begun is", async () => {
    const listed = async () => (await owner.call<{ items: Held[] }>("GET", imports)).body.items.map(({ state }) => state);
    const given = async (): Promise<string> => {
      const path = await begin();
      await send("PATCH", path, row("a"), { "upload-offset": "0", "upload-name": "a.jsonl", "upload-complete": "?1" });
      expect((await owner.call("POST", `${path}/plan`, {})).status).toBe(200);
      return path;
    };
    const dry = await given();
    expect(await listed()).toEqual(["planned"]);
    await owner.call("POST", `${dry}/cancel`);
    expect(await listed()).toEqual([]);
    const begun = await given();
    await owner.call("POST", `${begun}/commit`);
    await owner.call("POST", `${begun}/cancel`);
    expect(await listed()).toEqual(["cancelled"]);
    expect((await owner.call("GET", dry)).status).toBe(200);
  });

  test("F26: rejects are mended and go in as their import read them: its mapping, its form, the step in their own file's name", async () => {
    const path = await begin();
    await send("PATCH", path, 'q,gen\n1+1? 🙂,Two.\n2+2?,Four.,too many\n3+3?,\n', { "upload-offset": "0", "upload-name": "step_300.csv", "upload-complete": "?1" });
    await owner.call("POST", `${path}/plan`, { mapping: { prompt: "q", cot: "gen" }, model: "demo-a 🙂" });
    await owner.call("POST", `${path}/commit`);
    expect(await finished(path)).toMatchObject({ state: "done", created: 1, rejected: 2 });
    const mended = (await rejects(path)).map((reject) => `${JSON.stringify({ ...reject, source: reject.source.replace(",too many", "").replace('{"q":"3+3?"', '{"q":"3+3?","gen":"Six."') })}\n`).join("");
    const again = await send("POST", `${imports}?commit=true&name=rejects.jsonl`, mended);
    expect(await finished(`${imports}/${String(again.body["id"])}`)).toMatchObject({ state: "done", created: 2, rejected: 0 });
    const { items } = (await owner.call<{ items: { model: string; checkpoint: { step: number }; opening: string }[] }>("GET", `/api/v1/projects/${world.slug}/traces`)).body;
    expect(items.map(({ model, checkpoint }) => [model, checkpoint.step])).toEqual([["demo-a 🙂", 300], ["demo-a 🙂", 300], ["demo-a 🙂", 300]]);
  });
});
