import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { realTraces } from "../fixtures/real-traces";
import { accessibilityFaults } from "./accessibility";
import { api, keepPicture, openBrowser, openPage, setUp, signIn } from "./browser";
import { startServer, type RunningServer } from "./server";

/** Chains of thought as models wrote them, short enough for a test to walk through. */
const REAL = realTraces("r10528").filter((text) => text.length > 1500 && text.length < 9000 && text.split("\n\n").length > 8).slice(0, 3);

let server: RunningServer;
let browser: Browser;
let token: string;

interface Person { readonly handle: string; readonly email: string; readonly password: string }
const ANNOTATORS: readonly Person[] = ["p-03", "p-07", "p-11"].map((handle) => ({ handle, email: `${handle}@example.org`, password: `three stones for ${handle}` }));
const JUDGE: Person = { handle: "j-01", email: "judge@example.org", password: "one stone for the judge" };

beforeAll(async () => {
  if (REAL.length === 0) return;
  [server, browser] = await Promise.all([startServer(), openBrowser()]);
  token = await setUp(server.origin);
  await api(server.origin, token, "POST", "/projects", { slug: "show", name: "Real paths 🙂", preset: "longcot-error-correction" });
  const rows = REAL.map((cot, i) => JSON.stringify({ id: `real-${i + 1}`, prompt: `Prompt ${i + 1} 🙂`, cot, answer: "see above", model: "r1", checkpoint: { name: `step-${i + 1}00`, step: (i + 1) * 100 } }));
  const sent = await fetch(`${server.origin}/api/v1/projects/show/imports?commit=true&format=auto&name=real.jsonl`, { method: "POST", headers: { authorization: `Bearer ${token}`, "content-type": "application/x-ndjson" }, body: `${rows.join("\n")}\n` });
  expect(sent.ok).toBe(true);
  for (let attempt = 0; attempt < 400 && (await api<{ items: unknown[] }>(server.origin, token, "GET", "/projects/show/traces")).items.length < REAL.length; attempt++) await new Promise((go) => setTimeout(go, 150));
  for (const { handle, email, password } of [...ANNOTATORS, JUDGE]) {
    await api(server.origin, token, "POST", "/users", { email, password, name: `${handle} 🙂` });
    await api(server.origin, token, "POST", "/projects/show/members", { email, role: handle === JUDGE.handle ? "adjudicator" : "annotator", handle });
  }
});
afterAll(async () => { await browser?.close(); await server?.stop(); });

/** Labels two steps of the open trace by keys alone: the second, as everybody does, and one of the person's own. */
async function labelTrace(page: Page, own: number): Promise<void> {
  await page.locator(".wb-p").first().waitFor();
  await page.waitForFunction(() => document.activeElement?.classList.contains("wb-text"));
  await page.keyboard.press("g");
  await page.keyboard.press("4"); // whole steps
  for (const steps of [1, own]) {
    await page.keyboard.press("Control+Home");
    for (let k = 0; k < steps; k++) await page.keyboard.press("j");
    await page.keyboard.press("6"); // candidate answer: asks for nothing more
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
  }
  await page.keyboard.press("Control+End");
  await page.keyboard.press("m"); // read up to here: what nobody has read is not compared
  await page.locator('.wb-save[data-state="saved"]').waitFor();
}

test.skipIf(REAL.length === 0)("Show: a round is planned, claimed, labelled by three, agreement is read, the traces are adjudicated, the gold is exported, the feedback is seen (skipped without ../shared/data)", async () => {
  // Planned, by keys alone.
  const owner = await openPage(browser);
  await signIn(owner.page, server.origin);
  await owner.page.goto(`${server.origin}/projects/show/rounds`, { waitUntil: "networkidle" });
  await owner.page.getByLabel("Name").focus();
  await owner.page.keyboard.type("First round 🙂");
  await owner.page.keyboard.press("Tab");
  for (const { handle } of ANNOTATORS) {
    await owner.page.getByRole("checkbox", { name: handle }).focus();
    await owner.page.keyboard.press("Space");
  }
  await owner.page.getByLabel("Share, %").focus();
  await owner.page.keyboard.press("Control+a");
  await owner.page.keyboard.type("100");
  await owner.page.getByLabel("By people").first().focus();
  await owner.page.keyboard.press("Control+a");
  await owner.page.keyboard.type("3");
  await owner.page.getByText(`${REAL.length} traces, ${REAL.length * 3} items`).waitFor();
  expect(await accessibilityFaults(owner.page)).toEqual([]);
  await keepPicture(owner.page, "show-1-plan");
  await owner.page.getByRole("button", { name: "Make the round" }).focus();
  await owner.page.keyboard.press("Enter");
  await owner.page.getByRole("heading", { name: "First round 🙂" }).waitFor();
  expect(await accessibilityFaults(owner.page)).toEqual([]);

  // Claimed and labelled, each in a browser of their own.
  for (const [k, person] of ANNOTATORS.entries()) {
    const { page, faults } = await openPage(browser);
    await signIn(page, server.origin, person);
    await page.goto(`${server.origin}/projects/show/queue`);
    const seen = new Set<string>();
    for (let item = 0; item < REAL.length; item++) {
      await page.waitForURL((url) => url.searchParams.has("assignment") && !seen.has(url.searchParams.get("assignment")!));
      seen.add(new URL(page.url()).searchParams.get("assignment")!);
      // Blind: neither the model nor the checkpoint nor the name is in the page's data.
      expect(await page.content()).not.toMatch(/step-[1-3]00|"r1"|real-[1-3]/);
      await labelTrace(page, 3 + k);
      await page.keyboard.press("Control+Enter");
      const anyway = page.getByRole("button", { name: "Submit all the same" });
      const last = item === REAL.length - 1;
      const next = (last ? page.getByText("The queue is done").first().waitFor() : page.waitForURL((url) => !seen.has(url.searchParams.get("assignment") ?? ""))).then(() => "next" as const, () => "late" as const);
      if (await Promise.race([anyway.waitFor({ timeout: 60_000 }).then(() => "asked" as const, () => "not asked" as const), next]) === "asked") await anyway.click();
      expect(await next).toBe("next");
    }
    await page.goto(`${server.origin}/projects/show/queue`);
    await page.getByRole("heading", { name: "The queue is done" }).waitFor();
    if (k === 0) {
      await page.goto(`${server.origin}/projects/show/work`);
      await page.getByRole("heading", { name: "My work" }).waitFor();
      await expect.poll(() => page.getByRole("button", { name: "Reopen" }).count()).toBe(REAL.length);
      expect(await accessibilityFaults(page)).toEqual([]);
      await keepPicture(page, "show-2-own-work");
    }
    expect(faults).toEqual([]);
    await page.context().close();
  }

  // Agreement read, by keys as well.
  const judge = await openPage(browser);
  await signIn(judge.page, server.origin, JUDGE);
  await judge.page.goto(`${server.origin}/projects/show/agreement`);
  await judge.page.getByRole("heading", { name: "The largest disagreements" }).waitFor();
  expect(await accessibilityFaults(judge.page)).toEqual([]);
  await judge.page.locator("summary").focus();
  await judge.page.keyboard.press("Enter");
  await judge.page.getByRole("link", { name: "Compute γ" }).focus();
  await judge.page.keyboard.press("Enter");
  await judge.page.getByText("over all labels, 3 texts").waitFor();
  expect(await accessibilityFaults(judge.page)).toEqual([]);
  await keepPicture(judge.page, "show-3-agreement");
  const numbers = await api<{ panel: { annotators: string[]; traces: number; overall: { stepAlpha: { value: number } } }; gamma: { gamma: { value: number } } }>(server.origin, token, "GET", "/projects/show/agreement?gamma=yes");
  expect(numbers.panel).toMatchObject({ annotators: ANNOTATORS.map(({ handle }) => handle), traces: REAL.length });
  expect(numbers.panel.overall.stepAlpha.value).toBeGreaterThan(0);
  expect(numbers.panel.overall.stepAlpha.value).toBeLessThan(1);
  expect(numbers.gamma.gamma.value).toBeLessThan(1);

  // Adjudicated: from the list of disagreements to the trace, then one trace after the other.
  await judge.page.locator("table").filter({ has: judge.page.getByRole("columnheader", { name: "What differs" }) }).getByRole("link").first().click();
  for (let item = 0; item < REAL.length; item++) {
    await judge.page.getByRole("heading", { name: "3 of 3 disagreements are open" }).waitFor();
    await judge.page.waitForFunction(() => document.activeElement?.classList.contains("aj-score"));
    if (item === 0) {
      await judge.page.keyboard.press("x");
      await judge.page.getByRole("heading", { name: "2 of 3 disagreements are open" }).waitFor();
      await judge.page.keyboard.press("Control+z");
      await judge.page.getByRole("heading", { name: "3 of 3 disagreements are open" }).waitFor();
      await judge.page.keyboard.press("Control+Shift+z");
      await judge.page.getByRole("heading", { name: "2 of 3 disagreements are open" }).waitFor();
      await judge.page.keyboard.press("Control+z");
      await judge.page.getByRole("heading", { name: "3 of 3 disagreements are open" }).waitFor();
      await keepPicture(judge.page, "show-4-adjudication");
    }
    // Keys faster than the server: none is lost.
    for (const key of ["a", "x", "x", "Control+Enter"]) await judge.page.keyboard.press(key);
    await judge.page.getByText("The result is submitted.").waitFor();
    if (item < REAL.length - 1) {
      await judge.page.goto(`${server.origin}/projects/show/adjudication`);
      await judge.page.getByRole("table").getByRole("link").first().click();
    }
  }
  expect(judge.faults).toEqual([]);

  // Exported.
  const exported = await fetch(`${server.origin}/api/v1/projects/show/export.jsonl?layer=gold`, { headers: { authorization: `Bearer ${token}` } });
  const gold = (await exported.text()).trim().split("\n").map((line) => JSON.parse(line) as { cot: string; annotations: { layer: string; status: string; spans: { start: number; end: number; quote: string; provenance: { origin: string } }[] }[] });
  expect(gold).toHaveLength(REAL.length);
  for (const { cot, annotations } of gold) {
    expect(annotations.map(({ layer, status }) => [layer, status])).toEqual([["gold", "submitted"]]);
    expect(annotations[0]!.spans.map(({ provenance }) => provenance.origin)).toEqual(["accepted", "accepted"]);
    for (const { start, end, quote } of annotations[0]!.spans) expect(Array.from(cot).slice(start, end).join("")).toBe(quote);
  }

  // Seen by who labelled; what was adjudicated is not reopened by them any more.
  const back = await openPage(browser);
  await signIn(back.page, server.origin, ANNOTATORS[1]!);
  await back.page.goto(`${server.origin}/projects/show/adjudication`);
  await back.page.getByRole("main").getByRole("link", { name: "real-1" }).click();
  await back.page.getByText("As you had it").first().waitFor();
  expect(await accessibilityFaults(back.page)).toEqual([]);
  await keepPicture(back.page, "show-5-feedback");
  await back.page.goto(`${server.origin}/projects/show/work`);
  await back.page.getByText("adjudicated or released").first().waitFor();
  await expect.poll(() => back.page.getByRole("button", { name: "Reopen" }).count()).toBe(0);
  await back.page.getByRole("link", { name: "My figures" }).click();
  await back.page.getByText("F1 with the result").first().waitFor();
  expect(await accessibilityFaults(back.page)).toEqual([]);
  await keepPicture(back.page, "show-6-figures");
  expect(back.faults).toEqual([]);
}, 600_000);
