import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { accessibilityFaults } from "./accessibility";
import { openPage, type WatchedPage } from "./browser";
import { setStage } from "./stage";
import { focusOnText, keys, mark, textReady, tool } from "./workbench-fixture";
import { labelledTrace } from "./workbench-labelled";

let trace: string;
const SLUG = "states";

const stage = setStage(async () => {
  trace = await labelledTrace(stage.origin, stage.token, SLUG);
});

const address = (): string => `${stage.origin}/projects/${SLUG}/traces/${trace}`;
async function opened(options: Parameters<typeof openPage>[1] = {}, theme?: string): Promise<WatchedPage> {
  const watched = await stage.signedIn(options);
  if (theme) await watched.page.context().addCookies([{ name: "theme", value: theme, url: stage.origin }]);
  return watched;
}

/** Every state of the page, and how one gets there from the text. */
const STATES: Readonly<Record<string, (page: Page) => Promise<unknown>>> = {
  "nothing selected": () => Promise.resolve(),
  "a span selected": (page) => mark(page, "Let me count"),
  "spans that overlap, listed": async (page) => { await mark(page, "check that"); await page.locator(".wb-overlap").waitFor(); },
  "an attribute asked": async (page) => { await mark(page, "Let me count"); await keys(page, "Enter"); },
  "a target chosen": async (page) => { await mark(page, "Let me count"); await keys(page, "Escape"); await mark(page, "Wait, "); await keys(page, "r"); },
  "letters on spans": async (page) => { await mark(page, "Wait, "); await keys(page, "r", "t", "f"); await page.locator(".wb-jump").first().waitFor(); },
  "an edge in hand": async (page) => { await mark(page, "Let me count"); await keys(page, "e"); },
  "granularity asked": (page) => keys(page, "g"),
  "spans hidden": (page) => keys(page, "Alt+h"),
  "formulas rendered": async (page) => { await keys(page, "v"); await page.locator(".wb-k").first().waitFor(); },
  "all arcs": (page) => keys(page, "Shift+R"),
  "cue words": async (page) => { await keys(page, "w"); await page.locator(".wb-cues li").first().waitFor(); },
  "find": async (page) => { await keys(page, "Control+f"); await page.keyboard.type("a_5"); },
  "text settings": (page) => tool(page, "Text size and face"),
  "guidelines": async (page) => { await keys(page, "i"); await page.locator(".wb-guidelines h1, .wb-guidelines h2").nth(1).waitFor(); },
  "suggestions": async (page) => { await tool(page, "Layers"); await page.getByRole("button", { name: "as suggestions" }).click(); },
  "a layer beside": async (page) => { await tool(page, "Layers"); await page.getByRole("button", { name: "beside" }).first().click(); await page.locator(".wb-beside mark").first().waitFor(); },
  "spans listed": (page) => page.locator(".wb-fold").click(),
  "steps folded or unfolded": (page) => page.locator(".wb-outline-head button").last().click(),
  "keys": (page) => keys(page, "?"),
  "flag": (page) => keys(page, "Shift+F"),
  "skip": (page) => keys(page, "Control+Shift+Enter"),
  "before submission": (page) => keys(page, "Control+Enter"),
};

/** The focus is somewhere in every state, and the text has it again after Escape. */
async function walk(page: Page, names: readonly string[], faults: readonly string[]): Promise<void> {
  for (const name of names) {
    await page.goto(address());
    await textReady(page);
    await STATES[name]!(page);
    await page.waitForTimeout(250);
    expect([name, await accessibilityFaults(page)]).toEqual([name, []]);
    expect([name, await page.evaluate(() => document.activeElement === document.body)]).toEqual([name, false]);
    if (await page.getByRole("dialog").count() === 0) continue;
    await keys(page, "Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await expect.poll(() => focusOnText(page)).toBe(true);
  }
  expect(faults).toEqual([]);
}

test("K5: axe finds nothing in any state of the page, and the focus is never lost", async () => {
  const { page, faults } = await opened();
  await walk(page, Object.keys(STATES), faults);
  await page.context().close();
});

test.each([["dark", 1280], ["contrast", 1280], ["light", 1024]])("K5: the same in %s at %i px", async (theme, width) => {
  const { page, faults } = await opened({ viewport: { width, height: 800 } }, theme);
  await walk(page, ["a span selected", "spans that overlap, listed", "an attribute asked", "text settings", "suggestions", "steps folded or unfolded", "find", "before submission"], faults);
  await page.context().close();
});
