import { readFile } from "node:fs/promises";
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

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), openBrowser()]);
  token = await setUp(server.origin);
  await api(server.origin, token, "POST", "/projects", { slug: "fir", name: "Fir 2B 🌲", preset: "longcot-error-correction" });
  const answer = await fetch(`${server.origin}/api/v1/projects/fir/imports?commit=true&format=auto&name=run.jsonl`, { method: "POST", headers: { authorization: `Bearer ${token}`, "content-type": "application/x-ndjson" }, body: trainingRun({ prompts: 40, samples: 1 }) });
  expect(answer.status).toBe(202);
  await jobsDone();
});
afterAll(async () => { await browser?.close(); await server?.stop(); });

async function jobsDone(): Promise<void> {
  for (;;) {
    const { items } = await api<{ items: { state: string; kind: string; error: string | null }[] }>(server.origin, token, "GET", "/projects/fir/jobs");
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
  await card.getByText("Length changed.").waitFor();
  await card.getByText("One training run.").waitFor();
  await page.getByText("Branching grows per trace because traces grow").waitFor();
  await page.getByText("not shown to change").first().waitFor();
  expect(await page.locator("svg#emergence-curves").count()).toBe(1);
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
  const [picture] = await Promise.all([page.waitForEvent("download"), page.getByRole("group", { name: "Download" }).first().getByRole("button", { name: "PNG" }).click()]);
  expect((await readFile(await picture.path())).subarray(1, 4).toString("latin1")).toBe("PNG");
  await keepPicture(page, "emergence-detector");
  await page.getByRole("link", { name: "Report" }).click();
  await page.getByRole("heading", { name: "Methods" }).waitFor();
  await page.getByText("prediction-powered inference does not hold").waitFor();
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
