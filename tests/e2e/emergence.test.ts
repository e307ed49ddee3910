import { existsSync, readdirSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CUE_WORDS } from "@/core/detectors/built-in-lexicons";
import { trainingRun } from "../fixtures/training-run";
import { accessibilityFaults } from "./accessibility";
import { api, keepPicture, openBrowser, openPage, setUp, signIn } from "./browser";
import type { RunningServer } from "./server";
import { startServer } from "./server";

let server: RunningServer;
let browser: Browser;
let token: string;
let judge: Server;
let judgeHost: string;
let asked = 0;

beforeAll(async () => {
  // A stand-in for an endpoint: busy at first, then no JSON, then a quote of its own invention, then what is asked for.
  judge = createServer((request, response) => {
    request.resume();
    const at = asked++;
    if (at === 0) { response.statusCode = 429; response.setHeader("retry-after", "0"); response.end(); return; }
    const content = at === 1 ? "I would rather not." : JSON.stringify({ spans: at === 2 ? [{ step: 1, label: "branching", quote: "never said 🙂" }] : [] });
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ choices: [{ message: { content } }], usage: { prompt_tokens: 900, completion_tokens: 30 } }));
  });
  await new Promise<void>((resolve) => { judge.listen(0, "127.0.0.1", resolve); });
  judgeHost = `127.0.0.1:${(judge.address() as AddressInfo).port}`;
  [server, browser] = await Promise.all([startServer({ env: { JUDGE_HOSTS: judgeHost } }), openBrowser()]);
  token = await setUp(server.origin);
  await api(server.origin, token, "POST", "/projects", { slug: "fir", name: "Fir 2B 🌲", preset: "longcot-error-correction" });
  const answer = await fetch(`${server.origin}/api/v1/projects/fir/imports?commit=true&format=auto&name=run.jsonl`, { method: "POST", headers: { authorization: `Bearer ${token}`, "content-type": "application/x-ndjson" }, body: trainingRun({ prompts: 40, samples: 1 }) });
  expect(answer.status).toBe(202);
  await jobsDone();
});
afterAll(async () => { await browser?.close(); await server?.stop(); judge?.close(); });

async function jobsDone(project = "fir"): Promise<void> {
  for (;;) {
    const { items } = await api<{ items: { state: string; kind: string; error: string | null }[] }>(server.origin, token, "GET", `/projects/${project}/jobs`);
    expect(items.filter(({ state }) => state === "failed")).toEqual([]);
    if (items.length > 0 && items.every(({ state }) => state === "done")) return;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

test("before a detector has run the page says what people show, and tells an emergence from longer traces", async () => {
  const { page, faults } = await openPage(browser);
  await signIn(page, server.origin);
  await page.goto(`${server.origin}/projects/fir/emergence?resamples=400`);
  await page.getByRole("heading", { level: 1, name: /Verification rises from .* with its onset after step 600, by 800/ }).waitFor();
  const card = page.getByRole("article", { name: "Claim card, verification" });
  await card.getByText("Length changed.", { exact: true }).waitFor();
  await card.getByText("One training run.", { exact: true }).waitFor();
  await page.getByText("Branching grows per trace because traces grow").first().waitFor();
  await page.getByText("not shown to change").first().waitFor();
  await expect.poll(() => page.locator("svg#emergence-curves").count()).toBe(1);
  expect(await accessibilityFaults(page)).toEqual([]);
  await keepPicture(page, "emergence-people");
  expect(faults).toEqual([]);
});

test("a lexicon is edited over a live concordance, run over all traces, and shown to drift", async () => {
  const { page, faults } = await openPage(browser, { acceptDownloads: true });
  await signIn(page, server.origin);
  await page.goto(`${server.origin}/projects/fir/emergence/detectors`);
  await page.getByText("people see the label here").first().or(page.getByLabel("people see the label here").first()).waitFor();
  await page.getByLabel("Patterns, one a line").fill("(wait");
  await page.getByText(/“\(wait” is not a pattern/).waitFor();
  await page.getByLabel("Patterns, one a line").fill("");
  await page.getByText(/is not a pattern/).waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Run over all traces" }).click();
  await page.getByText("Finished.").waitFor();
  await page.getByRole("cell", { name: "complete" }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.goto(`${server.origin}/projects/fir/emergence?resamples=400`);
  await page.getByRole("heading", { level: 1, name: /Cue words show a rise in backtracking that people do not find/ }).waitFor();
  await page.getByRole("heading", { name: "Cue words give more false alarms later on" }).waitFor();
  await page.getByText("The labelled traces are no random sample").waitFor();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("group", { name: "Download" }).first().getByRole("button", { name: "SVG" }).click()]);
  const svg = await readFile(await download.path(), "utf8");
  expect(svg).toMatch(/^<svg[^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
  expect(svg).not.toContain("var(--");
  for (const said of ["Verification rises from", "n = 320 traces of 40 prompts · layer: people", "seed 7"]) expect(svg).toContain(said); // its finding and its source go with it
  const [rows] = await Promise.all([page.waitForEvent("download"), page.getByRole("article", { name: "Claim card, verification" }).getByRole("button", { name: "CSV" }).click()]);
  const [heads, first] = (await readFile(await rows.path(), "utf8")).replace("\uFEFF", "").split("\r\n").map((line) => line.split(","));
  const cell = (name: string) => first![heads!.indexOf(name)];
  expect([cell("traces"), cell("analysedTraces"), cell("layer"), cell("filter"), cell("release"), cell("seed")]).toEqual(["40", "320", "human", "none", "none", "7"]);
  const [picture] = await Promise.all([page.waitForEvent("download"), page.getByRole("group", { name: "Download" }).first().getByRole("button", { name: "PNG" }).click()]);
  expect((await readFile(await picture.path())).subarray(1, 4).toString("latin1")).toBe("PNG");
  await keepPicture(page, "emergence-detector");
  await page.getByRole("link", { name: "Report" }).click();
  await page.getByRole("heading", { name: "Methods" }).waitFor();
  await page.getByText("prediction-powered inference does not hold").waitFor();
  for (const part of ["What is shown, and what is not", "More of checking and repairing", "Detector, corrected detector, people"]) await page.getByRole("heading", { name: part }).waitFor(); // nothing is folded on paper
  const [markdown] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Markdown" }).click()]);
  expect(await readFile(await markdown.path(), "utf8")).toMatch(/^# Verification rises[\s\S]*\*\*Length changed\.\*\*[\s\S]*## Methods/);
  await keepPicture(page, "emergence-report");
  expect(faults).toEqual([]);
});

test("the API answers the same numbers, for a detector alone too, and says that it is automatic", async () => {
  const { layer } = await api<{ layer: string }>(server.origin, token, "POST", "/projects/fir/detectors", { lexicon: CUE_WORDS });
  await jobsDone();
  const answer = await api<{ layer: string; reason: string | null; report: { findings: { kind: string; label: string; by?: number }[]; analysis: { labels: { card: { cautions: string[] } }[] } } }>(server.origin, token, "GET", `/projects/fir/emergence?resamples=400&layer=${encodeURIComponent(layer)}`);
  expect(answer).toMatchObject({ layer, reason: null });
  expect(answer.report.findings.find(({ label }) => label === "backtracking")).toMatchObject({ kind: "rises" });
  const people = await api<typeof answer>(server.origin, token, "GET", "/projects/fir/emergence?resamples=400");
  expect(people.report.findings[0]).toMatchObject({ kind: "rises", label: "verification", by: 800 });
  expect(people.report.findings.find(({ label }) => label === "branching")).toMatchObject({ kind: "longer" });
  const missing = await api<typeof answer>(server.origin, token, "GET", "/projects/fir/emergence?layer=gold");
  expect(missing).toMatchObject({ reason: "no such layer", report: null });
});

test("a plan is frozen from the page by keys; what leaves it is exploratory; a card downloads as a picture", async () => {
  const { page, faults } = await openPage(browser, { acceptDownloads: true });
  await signIn(page, server.origin);
  await page.goto(`${server.origin}/projects/fir/emergence?resamples=400`);
  await page.getByText("No analysis plan was frozen").waitFor();
  await page.getByRole("button", { name: "Freeze this plan" }).focus();
  await page.keyboard.press("Enter");
  await page.getByText(/As frozen under [0-9a-f]{6}\./).waitFor();
  await page.getByText("within plan").first().waitFor();
  const { items } = await api<{ items: { hash: string; labels: string[]; delta: number }[] }>(server.origin, token, "GET", "/projects/fir/emergence/plans");
  expect(items).toMatchObject([{ delta: 0.1, hash: expect.stringMatching(/^[0-9a-f]{64}$/) }]);
  await page.goto(`${server.origin}/projects/fir/emergence?resamples=400&delta=0.5`);
  await page.getByText(/Outside the plan [0-9a-f]{6}: δ\./).waitFor();
  const card = page.getByRole("article", { name: "Claim card, verification" });
  await card.getByText(/exploratory [0-9a-f]{6}/).first().waitFor(); // the card and its picture
  const [picture] = await Promise.all([page.waitForEvent("download"), card.getByRole("button", { name: "SVG" }).click()]);
  const svg = await readFile(await picture.path(), "utf8");
  expect(svg).toContain("Verification rises");
  expect(svg).not.toContain("var(--");
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(faults).toEqual([]);
});

test("a judge is allowed by an owner, priced before it runs, run against an endpoint that answers badly, and its cost stands beside it", async () => {
  const { page, faults } = await openPage(browser);
  await signIn(page, server.origin);
  await page.goto(`${server.origin}/projects/fir/emergence/detectors`);
  await page.getByLabel("Endpoint").fill(`http://${judgeHost}/v1`);
  await page.getByLabel("Model").fill("stand-in");
  await page.getByLabel("Price, 1M tokens in").fill("1");
  await page.getByLabel("Price, 1M tokens out").fill("10");
  await page.getByRole("button", { name: "Estimate the cost" }).click();
  await page.getByText(/320 traces, about [\d,]+ tokens in: likely [\d.]+, at most [\d.]+\./).waitFor();
  const run = page.getByRole("button", { name: "Run over unread traces" });
  expect(await run.isDisabled()).toBe(true);
  expect(asked).toBe(0);
  await page.getByLabel("Text of this project may leave the server for a judge").click(); // ticked once the server has kept it
  await expect.poll(() => run.isDisabled(), { timeout: 20_000 }).toBe(false);
  await run.click();
  await page.getByText(/Finished; it cost 0\.\d+/).waitFor({ timeout: 60_000 });
  await page.getByRole("row", { name: /judge .* LLM judge complete 320 0\.\d+ 2/ }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await keepPicture(page, "emergence-judge");
  expect(faults).toEqual([]);
});

const CHECKPOINTS = join("..", "shared", "data", "checkpoints", "illusion-of-reasoning-sft");

test.skipIf(!existsSync(CHECKPOINTS))("on the public SFT series the page says that cue words rise, that they are a proxy, and quotes the generation alone beside whole rows", async () => {
  await api(server.origin, token, "POST", "/projects", { slug: "sft", name: "Public SFT series", preset: "longcot-error-correction" });
  for (const file of readdirSync(CHECKPOINTS).filter((name) => /step\d+/.test(name))) {
    const answer = await fetch(`${server.origin}/api/v1/projects/sft/imports?commit=true&format=auto&name=${file}`, { method: "POST", headers: { authorization: `Bearer ${token}`, "content-type": "application/x-ndjson" }, body: readFileSync(join(CHECKPOINTS, file)) });
    expect(answer.status).toBe(202);
  }
  await jobsDone("sft");
  const { layer } = await api<{ layer: string }>(server.origin, token, "POST", "/projects/sft/detectors", { lexicon: { name: "five-words", lists: [{ label: "verification", language: "en", cues: ["wait", "however", "recheck", "verify", "mistake"], patterns: [] }] } });
  await jobsDone("sft");
  const { page, faults } = await openPage(browser);
  await signIn(page, server.origin);
  await page.goto(`${server.origin}/projects/sft/emergence?resamples=400&unit=prevalence&layer=${encodeURIComponent(layer)}`);
  await page.getByRole("heading", { level: 1, name: /^By cue words, a proxy until human labels stand beside it: / }).waitFor();
  await page.getByText("A proxy until human labels stand beside it", { exact: true }).waitFor();
  await page.getByRole("heading", { name: "Traces with a cue word: the generation alone, and the whole row" }).waitFor();
  const rows = await page.getByRole("row", { name: / of 40 .* of 40/ }).allInnerTexts();
  expect(rows).toHaveLength(6);
  const whole = rows.map((row) => Number(/(\d+) of 40\s*$/.exec(row)![1]));
  for (const [i, expected] of [7, 22, 27, 32, 36, 29].entries()) expect(Math.abs(whole[i]! - expected)).toBeLessThanOrEqual(2);
  expect(await accessibilityFaults(page)).toEqual([]);
  await keepPicture(page, "emergence-public-series");
  expect(faults).toEqual([]);
}, 240_000);
