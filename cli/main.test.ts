import { expect, test } from "vitest";
import { COMMANDS, run } from "./main";
import { Terminal } from "./terminal";

/** Runs a command line in this process: what it wrote, and its exit code. */
async function ran(args: readonly string[], { input = "", fetch = offline, environment = {}, watched = false }: { input?: string; fetch?: typeof globalThis.fetch; environment?: Record<string, string>; watched?: boolean } = {}) {
  let [out, error] = ["", ""];
  const terminal = new Terminal((text) => { out += text; }, (text) => { error += text; }, watched);
  const bytes = (async function* () { yield new TextEncoder().encode(input); })();
  const exit = await run(args, { environment, terminal, input: bytes, fetch, pause: async () => {} });
  return { exit, out, error };
}
const offline: typeof fetch = async () => { throw new TypeError("fetch failed", { cause: new Error("connect ECONNREFUSED 127.0.0.1:3000") }); };

test("H14: a statistic is a JSON on standard output and nothing on standard error", async () => {
  const answer = await ran(["stats", "offsets"], { input: JSON.stringify({ text: "🙂 So 7.", start: 2, end: 4, from: "codepoint", to: "utf16" }), watched: true });
  expect(answer).toEqual({ exit: 0, out: '{"start":3,"end":5,"quote":"So"}\n', error: "" });
});

test.each([
  ["values that make no sense together", "proportion-ci", '{"hits":3,"n":2}', "/problems/invalid-input"],
  ["a missing field", "proportion-ci", '{"n":2}', "/problems/invalid-input"],
  ["no JSON", "offsets", "🙂", "/problems/invalid-json"],
  ["an unknown statistic", "astrology", "{}", "/problems/usage"],
])("H14: %s is exit 2 with a problem as JSON on standard error", async (_, name, input, type) => {
  const { exit, out, error } = await ran(["stats", name], { input });
  expect({ exit, out }).toEqual({ exit: 2, out: "" });
  expect(JSON.parse(error)).toMatchObject({ type, title: expect.any(String) });
});

test.each([
  [["frobnicate"]], [["import"]], [["import", "a.jsonl"]], [["import", "/nowhere/🙂.jsonl", "--project", "demo"]], [["export"]], [["user", "remove"]], [["measure", "--project"]],
  [["stats", "offsets", "--unknown"]], [["import", "a/x.jsonl", "b/x.jsonl", "--project", "demo"]], [["user", "add", "a@example.org", "--role", "annotator"]], [[]],
])("H14: %j is a usage mistake", async (args) => {
  expect((await ran(args)).exit).toBe(2);
});

test("H14: a server that does not answer is exit 3, and says where it was looked for", async () => {
  const { exit, error } = await ran(["measure", "--project", "demo", "--json"], { environment: { SWITCHBACK_URL: "http://127.0.0.1:1/" } });
  expect(exit).toBe(3);
  expect(JSON.parse(error)).toMatchObject({ type: "/problems/unreachable", detail: expect.stringContaining("http://127.0.0.1:1") });
});

test("H14: a limit is waited for, and the request then sent again", async () => {
  let asked = 0;
  const limited: typeof fetch = async () => (asked++ < 2 ? new Response("", { status: 429, headers: { "retry-after": "1" } }) : Response.json({ labels: ["🙂"] }));
  expect(await ran(["measure", "--project", "demo", "--json"], { fetch: limited })).toEqual({ exit: 0, out: '{"labels":["🙂"]}\n', error: "" });
  expect(asked).toBe(3);
});

test("H14: every command explains itself and stands in the overview", async () => {
  const { out } = await ran(["--help"]);
  for (const { name } of COMMANDS) {
    expect(out).toContain(`  ${name} `);
    expect(await ran([name, "--help"])).toMatchObject({ exit: 0, out: expect.stringContaining(`switchback ${name}`) });
  }
});

test("H14: without a terminal nothing is drawn; with one the bar is taken away before the result", () => {
  let [out, error] = ["", ""];
  const silent = new Terminal((text) => { out += text; }, (text) => { error += text; }, false);
  silent.progress("Uploading", 0.5, "🙂");
  silent.say("hello");
  expect(error).toBe("");
  const watched = new Terminal((text) => { out += text; }, (text) => { error += text; }, true, () => 40);
  watched.progress("Uploading", 0.5, "x".repeat(100));
  expect(error.split("\u001b[2K").at(-1)).toHaveLength(39);
  watched.result({ done: true }, "done", true);
  expect([out, error.endsWith("\r\u001b[2K")]).toEqual(['{"done":true}\n', true]);
});
