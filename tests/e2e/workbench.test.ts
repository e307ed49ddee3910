import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { accessibilityFaults } from "./accessibility";
import type { WatchedPage } from "./browser";
import { setStage } from "./stage";
import { dragOver, mine, projectWithTrace, saved, textReady, TRACE } from "./workbench-fixture";

let trace: string;

const stage = setStage(async () => {
  trace = await projectWithTrace(stage.origin, stage.token, "paths");
});

async function workbench(): Promise<WatchedPage> {
  const opened = await stage.signedIn();
  await opened.page.goto(`${stage.origin}/projects/paths/traces/${trace}`);
  await textReady(opened.page);
  return opened;
}
const slice = ({ start, end }: { start: number; end: number }): string => Array.from(TRACE.cot).slice(start, end).join("");

test("K6: a span by mouse with its attribute, one by keys alone, a relation; saved without being asked; the quotes are the text", async () => {
  const { page, faults } = await workbench();
  await dragOver(page, "$a_5 = 174$");
  await page.keyboard.press("4");
  await page.keyboard.press("1"); // type: calculation
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");

  // By keys: down to the fourth step, extend over its first sentence, label, answer, relate to the error.
  await page.keyboard.press("Control+Home");
  for (let step = 0; step < 3; step++) await page.keyboard.press("j");
  await page.keyboard.press("g");
  await page.keyboard.press("3");
  await page.keyboard.press("3");
  await page.keyboard.press("2"); // outcome: finds a problem
  await page.keyboard.press("Enter");
  await page.keyboard.press("r");
  await page.keyboard.press("t"); // from verifies to detects
  await page.keyboard.press("f"); // letters on the spans in view
  await page.keyboard.press("a");
  await saved(page);

  const held = await mine(stage.origin, stage.token, "paths", trace);
  expect(held.spans.map(({ label, quote }) => [label, quote])).toEqual([["error", "$a_5 = 174$"], ["verification", "Wait, let me check that: $120 + 44 = 164$, not $174$."]]);
  for (const span of held.spans) expect(slice(span)).toBe(span.quote);
  expect(held.spans.map(({ attributes }) => attributes)).toEqual([{ type: "calculation" }, { outcome: "finds_problem" }]);
  expect(held.relations).toHaveLength(1);

  await page.reload();
  await page.locator("mark").first().waitFor();
  expect(await page.locator("mark").allTextContents()).toContain("Wait, let me check that: ");
  expect(faults).toEqual([]);
  await page.context().close();
});

test("K6: undo and redo take back and repeat everything, and are saved like the rest", async () => {
  const { page, faults } = await workbench();
  const before = await mine(stage.origin, stage.token, "paths", trace);
  await dragOver(page, "let me count".replace("let", "Let"));
  await page.keyboard.press("1");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Delete");
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+Shift+z");
  await saved(page);
  expect((await mine(stage.origin, stage.token, "paths", trace)).spans).toHaveLength(before.spans.length + 1);
  await page.keyboard.press("Control+z");
  await saved(page);
  expect((await mine(stage.origin, stage.token, "paths", trace)).spans).toEqual(before.spans);
  expect(faults).toEqual([]);
  await page.context().close();
});

test("K6: offline, work goes on; what waits survives a reload and reaches the server", async () => {
  const { page } = await workbench();
  const before = await mine(stage.origin, stage.token, "paths", trace);
  let down = true;
  await page.route("**/annotations/mine/operations**", (route) => (down ? route.abort() : route.continue()));
  await dragOver(page, "The answer is");
  await page.keyboard.press("6");
  await page.keyboard.press("Escape");
  await page.locator('.wb-save[data-state="offline"]').waitFor();
  page.on("dialog", (dialog) => void dialog.accept());
  await page.reload();
  await page.waitForFunction((count) => document.querySelectorAll(".wb-t[data-span]").length >= count, before.spans.length + 1);
  down = false;
  await page.evaluate(() => { window.dispatchEvent(new Event("online")); });
  await saved(page);
  const after = await mine(stage.origin, stage.token, "paths", trace);
  expect(after.spans.map(({ quote }) => quote)).toEqual([...before.spans.map(({ quote }) => quote), "The answer is"]);
  await page.context().close();
});

test("K7: two tabs: the second sees what the first saved; what both changed is shown with both versions", async () => {
  const { page: first } = await workbench();
  const second = await first.context().newPage();
  await second.goto(first.url());
  await second.locator("mark").first().waitFor();
  const count = await second.locator(".wb-t[data-span]").count();
  await dragOver(first, "any path before it");
  await first.keyboard.press("5");
  await saved(first);
  await second.waitForFunction((before) => document.querySelectorAll(".wb-t[data-span]").length === before + 1, count);

  // Both go for the same span while the line between the tabs and the server is cut for the second.
  let cut = true;
  await second.route("**/annotations/mine/operations**", (route) => (cut ? route.abort() : route.continue()));
  await second.evaluate(() => { BroadcastChannel.prototype.postMessage = () => {}; });
  await second.locator("mark", { hasText: "any path before it" }).click();
  await second.keyboard.press("u");
  await second.locator('.wb-save[data-state="offline"]').waitFor();
  await first.keyboard.press("Escape");
  await first.keyboard.press("Delete");
  await saved(first);
  cut = false;
  await second.evaluate(() => { window.dispatchEvent(new Event("online")); });
  const cells = second.locator(".wb-conflicts tbody td");
  await expect.poll(() => cells.allInnerTexts()).toEqual([expect.stringContaining("Change a span"), expect.stringMatching(/^correction 1: “any path before it” · unsure$/), "not there"]);
  const held = await mine(stage.origin, stage.token, "paths", trace);
  await second.getByRole("button", { name: "Go on with what is held" }).click();
  await saved(second);
  expect(await second.locator("mark", { hasText: "any path before it" }).count()).toBe(0);
  expect(await mine(stage.origin, stage.token, "paths", trace)).toEqual(held); // nothing of the second was written over the first
  await first.context().close();
});

test("K7: the same attribute answered differently in two tabs: both answers are shown by name, the first one stays", async () => {
  const { page: first } = await workbench();
  const second = await first.context().newPage();
  await second.goto(first.url());
  await textReady(second);
  let cut = true;
  await second.route("**/annotations/mine/operations**", (route) => (cut ? route.abort() : route.continue()));
  await second.evaluate(() => { BroadcastChannel.prototype.postMessage = () => {}; });
  const answer = async (page: Page, digit: string): Promise<void> => {
    await page.locator("mark", { hasText: "Wait, let me check that" }).first().click();
    for (let at = 0; at < 3 && !await page.locator(".wb-selected-head h2", { hasText: "Verification" }).count(); at++) await page.keyboard.press("Space");
    await page.locator(".wb-attribute", { hasText: "outcome" }).getByRole("button").first().click();
    await page.keyboard.press(digit);
  };
  await answer(second, "3");
  await second.locator('.wb-save[data-state="offline"]').waitFor();
  await answer(first, "1");
  await saved(first);
  cut = false;
  await second.evaluate(() => { window.dispatchEvent(new Event("online")); });
  await expect.poll(() => second.locator(".wb-conflicts tbody td").allInnerTexts()).toEqual([expect.any(String), expect.stringContaining("outcome: inconclusive"), expect.stringContaining("outcome: confirms")]);
  const { spans } = await mine(stage.origin, stage.token, "paths", trace);
  expect(spans.map(({ attributes }) => attributes["outcome"])).toContain("confirms");
  await first.context().close();
});

test("K5: axe finds nothing in the states of the workbench", async () => {
  const { page } = await workbench();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.locator("mark").first().click();
  await page.keyboard.press("Enter");
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.keyboard.press("?");
  await page.getByRole("dialog").waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => document.activeElement?.classList.contains("wb-text"));
  await page.context().close();
});

test("K6: submitting asks about the checks first, and is saved; reopening makes it editable again", async () => {
  const { page } = await workbench();
  await page.keyboard.press("Control+Enter");
  await page.getByRole("dialog").waitFor();
  await page.getByRole("button", { name: "Submit all the same" }).click();
  await page.getByRole("button", { name: "Reopen" }).waitFor();
  await expect.poll(async () => (await mine(stage.origin, stage.token, "paths", trace)).status).toBe("submitted");
  await page.getByRole("button", { name: "Reopen" }).click();
  await expect.poll(async () => (await mine(stage.origin, stage.token, "paths", trace)).status).toBe("draft");
  await page.context().close();
});
