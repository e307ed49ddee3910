import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { accessibilityFaults } from "./accessibility";
import { keepPicture, openBrowser, openPage, setUp, signIn } from "./browser";
import { startServer, type RunningServer } from "./server";
import { bothFinish, PEOPLE, projectOfTwo, WORK } from "./two-readings";
import { TRACE } from "./workbench-fixture";

let server: RunningServer;
let browser: Browser;
let token: string;
let trace: string;

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), openBrowser()]);
  token = await setUp(server.origin);
  trace = await projectOfTwo(server.origin, token);
});
afterAll(async () => { await browser?.close(); await server?.stop(); });

test("J: two annotators differ, an adjudicator settles by keys alone, the gold is exported, and the annotators read what became of their work", async () => {
  await bothFinish(browser, server.origin, trace);
  const { page, faults } = await openPage(browser);
  await signIn(page, server.origin);
  await page.goto(`${server.origin}/projects/paths/adjudication`);
  await page.getByRole("link", { name: TRACE.id }).click();
  await page.getByRole("heading", { name: "2 of 2 disagreements are open" }).waitFor();
  await page.locator(".aj-bar").first().waitFor();
  await expect.poll(() => page.locator('.aj-lane[data-result="true"]').count()).toBeGreaterThan(0);
  expect(await accessibilityFaults(page)).toEqual([]);
  await keepPicture(page, "adjudication");

  // The largest first: verification or backtracking. The second reading, with a reason.
  await page.waitForFunction(() => document.activeElement?.classList.contains("aj-score"));
  await page.keyboard.press("Tab");
  await page.getByRole("button", { name: "Accept p-11" }).waitFor();
  await page.keyboard.press("r");
  await page.keyboard.type("it goes back to 174 🙂");
  await page.keyboard.press("Enter");
  await page.keyboard.press("a");
  await page.getByRole("heading", { name: "1 of 2 disagreements is open" }).waitFor();
  // The other one by hand: one word less at its start.
  await page.keyboard.press("e");
  await page.getByText("Your own reading.").waitFor();
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "0 of 2 disagreements are open" }).waitFor();
  await page.keyboard.press("Control+Enter");
  await page.getByText("The result is submitted.").waitFor();
  await keepPicture(page, "adjudication-settled");
  expect(faults).toEqual([]);

  const exported = await fetch(`${server.origin}/api/v1/projects/paths/export.jsonl?layer=gold`, { headers: { authorization: `Bearer ${token}` } });
  const { annotations } = JSON.parse((await exported.text()).trim()) as { annotations: { layer: string; status: string; spans: { label: string; quote: string; provenance: { origin: string; source?: string } }[] }[] };
  expect(annotations.map(({ layer, status }) => [layer, status])).toEqual([["gold", "submitted"]]);
  expect(annotations[0]!.spans.map(({ label, quote, provenance }) => [label, quote, provenance.origin])).toEqual(expect.arrayContaining([
    ["backtracking", WORK["p-11"]![0]!.quote, "accepted"], ["verification", "$120$ and $44$.", "edited"],
  ]));
  await page.context().close();

  const other = await openPage(browser);
  await signIn(other.page, server.origin, PEOPLE[0]!);
  await other.page.goto(`${server.origin}/projects/paths/adjudication`);
  await other.page.getByRole("main").getByRole("link", { name: TRACE.id }).click();
  await other.page.getByText("it goes back to 174 🙂").waitFor();
  expect(await accessibilityFaults(other.page)).toEqual([]);
  await keepPicture(other.page, "adjudication-feedback");
  expect(other.faults).toEqual([]);
});
