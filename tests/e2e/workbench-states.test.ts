import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { accessibilityFaults } from "./accessibility";
import { FIRST_PERSON, openPage, type WatchedPage } from "./browser";
import { setStage } from "./stage";
import { focusOnText, keys, mark, mine, saved, textReady, tool } from "./workbench-fixture";
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

test("K5: axe finds nothing where something went wrong or nothing can be changed, and the focus is never lost", async () => {
  const slug = "troubled";
  const troubled = await labelledTrace(stage.origin, stage.token, slug);
  const here = `/projects/${slug}/traces/${troubled}`;
  const { page } = await opened();
  const inOrder = async (state: string): Promise<void> => {
    expect([state, await accessibilityFaults(page)]).toEqual([state, []]);
    expect([state, await page.evaluate(() => document.activeElement === document.body)]).toEqual([state, false]);
  };
  const { items: members } = await stage.api<{ items: { handle: string }[] }>("GET", `/projects/${slug}/members`);
  await page.goto(`${stage.origin}${here}?layer=${encodeURIComponent(`annotator:${members[0]!.handle}`)}`);
  await textReady(page);
  await mark(page, "Let me count");
  await keys(page, "Delete");
  await page.getByText("This view is read only").first().waitFor();
  await inOrder("a layer alone, read only");

  await page.goto(`${stage.origin}${here}`);
  await textReady(page);
  let cut = true;
  await page.route("**/annotations/mine/operations**", (route) => (cut ? route.abort() : route.continue()));
  await mark(page, "Let me count");
  await keys(page, "u");
  await page.locator('.wb-save[data-state="offline"]').waitFor();
  await keys(page, "]");
  await page.getByText("the trace stays open until they are").first().waitFor();
  await inOrder("offline, with changes that wait");

  const { revision, spans } = await mine(stage.origin, stage.token, slug, troubled);
  await stage.api("PUT", `${here}/annotations/mine`, { revision, spans: spans.filter(({ label }) => label !== "branching"), relations: [] });
  cut = false;
  await page.evaluate(() => { window.dispatchEvent(new Event("online")); });
  await page.locator(".wb-conflicts").waitFor();
  await inOrder("a conflict, with both versions");
  await page.getByRole("button", { name: "Go on with what is held" }).click();
  await saved(page);

  const { items: sessions } = await stage.api<{ items: { id: string }[] }>("GET", "/account/sessions");
  for (const { id } of sessions) await stage.api("DELETE", `/account/sessions/${id}`);
  await mark(page, "$a_5 = 174$");
  await keys(page, "u");
  await page.getByRole("dialog").waitFor();
  await inOrder("the session ended");
  await page.getByLabel("E-mail").fill(FIRST_PERSON.email);
  await page.getByLabel("Password").fill("not this one");
  await page.getByRole("dialog").getByRole("button", { name: "Sign in", exact: true }).click();
  await page.getByRole("dialog").getByRole("alert").waitFor();
  await inOrder("a wrong password");
  await page.getByLabel("Password").fill(FIRST_PERSON.password);
  await page.getByRole("dialog").getByRole("button", { name: "Sign in", exact: true }).click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await saved(page);

  const { revision: last } = await mine(stage.origin, stage.token, slug, troubled);
  await stage.api("POST", `${here}/annotations/mine/operations`, { revision: last, operations: [{ opId: "done", type: "submit" }] });
  await page.reload();
  await textReady(page);
  await page.getByRole("button", { name: "Reopen" }).first().waitFor();
  await inOrder("submitted");
  await page.context().close();
});

test("K12: two layers side by side: whichever is scrolled, the other goes along, so that the same line stands beside itself", async () => {
  const { page, faults } = await opened({ viewport: { width: 1280, height: 420 } });
  await page.goto(address());
  await textReady(page);
  await STATES["a layer beside"]!(page);
  const tops = (): Promise<[own: number[], beside: number[]]> => page.evaluate(() => {
    const of = (pane: string): number[] => [...document.querySelectorAll(`${pane} .wb-p[data-step]`)].map((step) => Math.round(step.getBoundingClientRect().top));
    return [of(".wb-main > .wb-text"), of(".wb-beside .wb-text")];
  });
  const [[first]] = await tops();
  const scrolledBy = (px: number): Promise<void> => expect.poll(async () => (await tops()).map((steps) => first! - steps[0]!)).toEqual([px, px]);
  await page.locator(".wb-beside .wb-text").hover();
  await page.mouse.wheel(0, 120);
  await scrolledBy(120);
  await page.locator(".wb-main > .wb-text").hover();
  await page.mouse.wheel(0, 60);
  await scrolledBy(180);
  await page.locator(".wb-beside .wb-text").focus();
  await keys(page, "Home");
  await scrolledBy(0);
  expect(faults).toEqual([]);
  await page.context().close();
});
