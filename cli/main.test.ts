import { expect, test } from "vitest";
import { FORMATS } from "@/core/formats/import-plan";
import { RELEASE_FORMATS } from "@/core/formats/release-formats";
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
  [["import", "cli/main.ts", "--project", "demo", "--format", "astrology"]], [["export", "--project", "demo", "--seed", "x"]], [["export", "--project", "demo", "--ablation-share", "1.5"]], [["export", "--project", "demo", "--release", "r1", "--seed", "3"]],
  [["export", "--project", "demo", "--filter", "/nowhere/🙂.json"]], [["backup", "cli/main.ts"]], [["measure", "--project", "demo", "--url", "not an address 🙂"]], [["measure", "--project", "demo", "--url", "ftp://example.org"]],
  [["stats", "offsets", "--unknown"]], [["import", "a/x.jsonl", "b/x.jsonl", "--project", "demo"]], [["user", "add", "a@example.org", "--role", "annotator"]], [[]],
])("H14: %j is a usage mistake, said before the server is asked for anything", async (args) => {
  let asked = 0;
  const counting: typeof fetch = (...request) => { asked++; return offline(...request); };
  expect([(await ran(args, { fetch: counting })).exit, asked]).toEqual([2, 0]);
});

test("H14: an address in SWITCHBACK_URL that is none is a usage mistake; an empty one is none given", async () => {
  const { exit, error } = await ran(["user", "list", "--json"], { environment: { SWITCHBACK_URL: "🙂" } });
  expect([exit, JSON.parse(error)]).toEqual([2, { type: "/problems/usage", title: expect.any(String), detail: expect.stringContaining("SWITCHBACK_URL") }]);
  expect((await ran(["user", "list"], { environment: { SWITCHBACK_URL: "" } })).exit).toBe(3);
});

test("H14: help names every format that can be read and written", async () => {
  const named = async (command: string): Promise<string[]> => (await ran([command, "--help"])).out.split(/[\s,;]+/);
  expect(await named("import")).toEqual(expect.arrayContaining([...FORMATS]));
  expect(await named("export")).toEqual(expect.arrayContaining([...RELEASE_FORMATS]));
});

test("H14: agreement is a table with intervals; where nobody's work can be compared exit 1", async () => {
  const estimate = (value: number | null) => ({ value, low: value === null ? null : value - 0.1, high: value === null ? null : value + 0.1, ...(value === null ? { reason: "nothing pairable" } : {}) });
  const panelRow = (label: string | null, value: number | null) => ({ label, spans: 7, stepAlpha: estimate(value), spanF1: estimate(value), exactF1: estimate(value) });
  const answer = (traces: number) => ({ panel: { annotators: ["ann 🙂", "bo"], traces, prompts: 1, steps: 9, overall: panelRow(null, 0.75), labels: [panelRow("verification", 0.5), panelRow("error", null)] }, gamma: { gamma: estimate(0.25) }, withSuggestions: 2, resamples: 1000, seed: 7 });
  const { exit, out } = await ran(["agreement", "--project", "demo"], { fetch: async () => Response.json(answer(3)) });
  expect([exit, out.split("\n").map((line) => line.trim().split(/ {2,}/))]).toEqual([0, [
    ["ann 🙂, bo · 3 traces of 1 prompts, 9 steps, each finished by two at least · seed 7, 1000 resamples"], ["label", "spans", "α over steps", "F1 of spans", "F1 of exact spans"],
    ["all", "7", ...Array.from({ length: 3 }, () => "0.75 (0.65 to 0.85)")], ["verification", "7", ...Array.from({ length: 3 }, () => "0.50 (0.40 to 0.60)")], ["error", "7", "nothing pairable", "nothing pairable", "nothing pairable"],
    ["γ 0.25 (0.15 to 0.35)"], ["2 annotations were made with suggestions in view and are left out."], [""],
  ]]);
  expect(await ran(["agreement", "--project", "demo"], { fetch: async () => Response.json(answer(0)) })).toMatchObject({ exit: 1, out: "", error: expect.stringContaining("Nothing can be compared") });
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

test("H14: measure says its findings with their cautions and rates with n in words; what could not be measured is exit 1, what is not there exit 2, each with the reason", async () => {
  const answered = (body: object): typeof fetch => async (url) => { asked = String(url); return Response.json(body); };
  let asked = "";
  const about = { model: "fir 🌲", layer: "human", reason: null, planHash: "7b6d43", plan: { resamples: 400, seed: 7, delta: 0.1, m: 1 } };
  const point = { checkpoint: { model: "fir 🌲", name: "step-0", t: 0 }, traces: 40, prompts: 38, caution: null };
  const report = {
    humanTraces: 80, findings: [{ kind: "rises", label: "verification", from: 0.75, to: 3.5, after: 0, by: 200, word: "onset" }],
    analysis: { imputations: null, checkpoints: [{}, {}], covariates: [{ traces: 40, prompts: 38 }, { traces: 40, prompts: 38 }], labels: [{ label: "verification", card: { cautions: ["one training run"] }, perTrace: [{ ...point, events: 0, estimate: 0, low: 0, high: 0.08, oneSided: true }, { ...point, events: 9, estimate: 0.25, low: 0.1, high: 0.4 }] }] },
  };
  const said = await ran(["measure", "--project", "demo", "--unit", "per-trace", "--min-length", "10"], { fetch: answered({ ...about, report }) });
  expect([said.exit, said.error, new URL(asked).search]).toEqual([0, "", "?unit=per-trace&minLength=10"]);
  expect(said.out).toContain("fir 🌲 · layer human · 80 traces of 38 prompts at 2 checkpoints · seed 7, 400 resamples · plan 7b6d43");
  expect(said.out).toContain("verification: rises from 0.75 to 3.50 per 1,000 tokens, onset after 0, by 200");
  expect(said.out).toContain("caution: one training run");
  expect(said.out.split("\n").filter((line) => line.includes("step-0")).map((line) => line.trim().split(/ {2,}/))).toEqual([["step-0", "0.00", "at most 0.08", "0", "40", "38"], ["step-0", "0.25", "0.10 to 0.40", "9", "40", "38"]]);

  expect(await ran(["measure", "--project", "demo"], { fetch: answered({ ...about, reason: "one checkpoint", report: null }) })).toEqual({ exit: 1, out: "", error: "Nothing could be measured\nChange needs two checkpoints at least.\n" });
  const absent = await ran(["measure", "--project", "demo", "--json"], { fetch: answered({ ...about, reason: "no such model", unknown: ["oak"], report: null }) });
  expect([absent.exit, JSON.parse(absent.out).reason, JSON.parse(absent.error).title]).toEqual([2, "no such model", "There is no such model"]);
});

test("H14: a refusal names the fields that are not right", async () => {
  const refused: typeof fetch = async () => Response.json({ type: "/problems/invalid-input", title: "Some fields are not right", errors: [{ field: "resamples", message: "at least 200" }] }, { status: 422, headers: { "content-type": "application/problem+json" } });
  expect(await ran(["measure", "--project", "demo", "--resamples", "5"], { fetch: refused })).toEqual({ exit: 2, out: "", error: "Some fields are not right\nresamples: at least 200\n" });
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

test("H15: who watches an import is told at its beginning how to go on should the command itself be killed", async () => {
  const known: typeof fetch = async (_url, init) => { if (init?.method === "POST") return Response.json({ id: "import-7", state: "uploading" }, { status: 201 }); throw new TypeError("fetch failed"); };
  const told = await ran(["import", "cli/main.ts", "--project", "demo", "--give-up", "0"], { fetch: known, watched: true });
  expect(told.error.split("\n")[0]).toBe("Should this be interrupted, repeat it with --resume import-7");
});
