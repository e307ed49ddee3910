import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { accessibilityFaults } from "./accessibility";
import { api, openBrowser, openPage, setUp, signIn, type WatchedPage } from "./browser";
import { startServer, type RunningServer } from "./server";
import { dragOver, mine, projectWithTrace, saved, textReady, TRACE } from "./workbench-fixture";

let server: RunningServer;
let browser: Browser;
let token: string;
let trace: string;
const SLUG = "states";

const span = (id: string, label: string, quote: string, attributes: Readonly<Record<string, string>> = {}) => {
  const start = Array.from(TRACE.cot.slice(0, TRACE.cot.indexOf(quote))).length;
  return { id, field: "cot", label, start, end: start + Array.from(quote).length, quote, attributes };
};

beforeAll(async () => {
  server = await startServer();
  browser = await openBrowser();
  token = await setUp(server.origin);
  trace = await projectWithTrace(server.origin, token, SLUG);
  await api(server.origin, token, "PUT", `/projects/${SLUG}/traces/${trace}/annotations/mine`, {
    revision: 0,
    spans: [
      span("br", "branching", "Let me count by the last stone.", { fate: "reaches_result" }), span("er", "error", "$a_5 = 174$", { type: "calculation" }),
      span("ve", "verification", "Wait, let me check that: $120 + 44 = 164$, not $174$.", { outcome: "finds_problem" }), span("co", "correction", "let me check that: $120 + 44 = 164$"), span("v2", "verification", "check that: $120 + 44 = 164$"),
    ],
    relations: [{ id: "r1", type: "detects", from: "ve", to: { span: "er" } }, { id: "r2", type: "branches_from", from: "br", to: { prompt: true } }],
  });
  const suggestion = { ...span("g1", "candidate_answer", "The answer is \\boxed{448}"), certainty: "sure", note: "", provenance: { origin: "suggested" } };
  await api(server.origin, token, "POST", `/projects/${SLUG}/suggestions`, { detector: { name: "boxes", version: "1" }, items: [{ traceId: trace, spans: [suggestion] }] });
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const address = (): string => `${server.origin}/projects/${SLUG}/traces/${trace}`;
async function opened(options: Parameters<typeof openPage>[1] = {}, theme?: string): Promise<WatchedPage> {
  const watched = await openPage(browser, options);
  await signIn(watched.page, server.origin);
  if (theme) await watched.page.context().addCookies([{ name: "theme", value: theme, url: server.origin }]);
  return watched;
}
const keys = async (page: Page, ...pressed: readonly string[]): Promise<void> => { for (const key of pressed) await page.keyboard.press(key); };
const mark = (page: Page, text: string): Promise<void> => page.locator("mark", { hasText: text }).first().click();
const tool = (page: Page, name: string): Promise<void> => page.locator(".wb-bar-right").getByRole("button", { name }).click();
const focusOnText = (page: Page): Promise<boolean> => page.evaluate(() => document.activeElement?.classList.contains("wb-text") ?? false);

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

test("K5: axe finds nothing in any state, and the focus is never lost", async () => {
  const { page, faults } = await opened();
  await walk(page, Object.keys(STATES), faults);
  await page.context().close();
});

test.each([["dark", 1280], ["contrast", 1280], ["light", 1024]])("K5: the same in %s at %i px", async (theme, width) => {
  const { page, faults } = await opened({ viewport: { width, height: 800 } }, theme);
  await walk(page, ["a span selected", "spans that overlap, listed", "an attribute asked", "text settings", "suggestions", "steps folded or unfolded", "find", "before submission"], faults);
  await page.context().close();
});

test("K13: where spans overlap, a click lists all, a press on one selects it, Space goes on, Escape closes the list before all else", async () => {
  const { page, faults } = await opened();
  await page.goto(address());
  await textReady(page);
  await mark(page, "check that");
  const rows = page.locator(".wb-overlap button");
  expect(await rows.count()).toBe(3);
  await rows.nth(2).click();
  expect([await rows.nth(2).getAttribute("aria-pressed"), await page.locator(".wb-selected-head h2").innerText(), await focusOnText(page)]).toEqual(["true", "Verification", true]);
  await keys(page, "Space");
  expect(await rows.nth(0).getAttribute("aria-pressed")).toBe("true");
  await keys(page, "Escape");
  await page.locator(".wb-overlap").waitFor({ state: "detached" }); // panels are drawn a frame after the text
  expect(await page.locator(".wb-selected-head").count()).toBe(1);
  expect(faults).toEqual([]);
  await page.context().close();
});

test("K5: a key of one's own holds at once and after a reload; the command that had it says that it has none", async () => {
  const { page, faults } = await opened();
  await page.goto(address());
  await textReady(page);
  await keys(page, "?");
  const row = (command: string) => page.locator(".wb-keys dl > div", { hasText: command }).getByRole("button");
  await row("Hide spans").click();
  await keys(page, "y");
  await page.getByText("no key").waitFor();
  expect(await row("Copy a link to the span").innerText()).toContain("no key");
  await keys(page, "Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  const hidden = (): Promise<string | null> => page.locator(".wb-text").getAttribute("data-hidden");
  await keys(page, "y");
  expect(await hidden()).toBe("true");
  await page.reload();
  await textReady(page);
  await keys(page, "y");
  expect(await hidden()).toBe("true");
  expect(faults).toEqual([]);
  await page.context().close();
});

test("K13: a span's link is copied by a key, opens the trace there, and works within the page", async () => {
  const { page, faults } = await opened({ permissions: ["clipboard-read", "clipboard-write"] });
  await page.goto(address());
  await textReady(page);
  await mark(page, "Let me count");
  await keys(page, "y");
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toBe(`${address()}#span-br`);
  const other = await page.context().newPage();
  await other.goto(link);
  await textReady(other);
  expect(await other.locator(".wb-selected-head h2").innerText()).toBe("Branching");
  await other.evaluate(() => { window.location.hash = "span-er"; });
  await other.locator(".wb-selected-head h2", { hasText: "Error" }).waitFor();
  expect(faults).toEqual([]);
  await page.context().close();
});

test("K11: a rejected suggestion stays away after a reload, until it is asked for again", async () => {
  const { page, faults } = await opened();
  const show = async (): Promise<void> => { await tool(page, "Layers"); await page.getByRole("button", { name: "as suggestions" }).click(); };
  await page.goto(address());
  await textReady(page);
  await show();
  await page.locator("mark.sg").first().waitFor();
  await page.locator(".wb-text").focus();
  const told = page.waitForResponse((response) => response.url().includes("/suggestions") && response.status() === 204);
  await keys(page, "x");
  await told;
  expect(await page.locator("mark.sg").count()).toBe(0);
  await page.reload();
  await textReady(page);
  await show();
  expect(await page.locator("mark.sg").count()).toBe(0);
  await page.getByRole("button", { name: "Show again" }).click();
  await page.locator("mark.sg").first().waitFor();
  expect(faults).toEqual([]);
  await page.context().close();
});

test("A13: what the import set aside is greyed, and takes no label", async () => {
  const echo = "🙂 How many? I repeat the question.";
  const text = { format: "switchback-trace/1", id: "echo", prompt: "🙂 How many?", cot: `${echo}\n\nSo ten.`, answer: "10", metadata: {}, excluded: [{ field: "cot", start: 0, end: Array.from(echo).length, reason: "prompt_echo" }] };
  const aside = await projectWithTrace(server.origin, token, "aside", text);
  const { page, faults } = await opened();
  await page.goto(`${server.origin}/projects/aside/traces/${aside}`);
  await textReady(page);
  expect(await page.evaluate(() => CSS.highlights.get("wb-excluded")?.size ?? 0)).toBeGreaterThan(0);
  await keys(page, "g", "4", "1");
  await page.getByText("This part is set aside and not labelled").first().waitFor();
  expect((await mine(server.origin, token, "aside", aside)).spans).toEqual([]);
  expect(faults).toEqual([]);
  await page.context().close();
});

test("K14: the queue: a flag with its comment, a skip with its reason, submission; the next trace is claimed ahead and opens by itself", async () => {
  const slug = "queue";
  await projectWithTrace(server.origin, token, slug, { ...TRACE, id: "q-1" });
  for (const id of ["q-2", "q-3"]) {
    await fetch(`${server.origin}/api/v1/projects/${slug}/imports?commit=true&format=auto&name=${id}.jsonl`, { method: "POST", headers: { authorization: `Bearer ${token}`, "content-type": "application/x-ndjson" }, body: `${JSON.stringify({ ...TRACE, id, prompt: `🙂 ${id}?` })}\n` });
  }
  await expect.poll(async () => (await api<{ items: object[] }>(server.origin, token, "GET", `/projects/${slug}/traces`)).items.length).toBe(3);
  await api(server.origin, token, "POST", `/projects/${slug}/rounds`, { name: "First 🙂" });
  const { page, faults } = await opened();
  await page.goto(`${server.origin}/projects/${slug}/queue`);
  await page.waitForURL("**/traces/**");
  await textReady(page);
  const first = page.url();

  await keys(page, "Shift+F");
  await page.getByRole("dialog").getByLabel("Comment").fill("Is the prompt cut? 🙂");
  await page.getByRole("dialog").getByRole("button", { name: "Flag", exact: true }).click();
  await page.getByRole("button", { name: "Flagged" }).waitFor();
  await saved(page);
  const ahead = page.locator('.wb > a[aria-hidden="true"]');
  await ahead.waitFor({ state: "attached" });
  const next = await ahead.getAttribute("href");
  await keys(page, "Control+Shift+Enter");
  await page.getByRole("dialog").getByLabel("Reason").fill("Not about stones 🙂");
  await page.getByRole("dialog").getByRole("button", { name: "Skip", exact: true }).click();
  await page.waitForURL((url) => url.href !== first && url.pathname.includes("/traces/"));
  expect(page.url()).toBe(`${server.origin}${next}`);

  await textReady(page);
  await dragOver(page, "Let me count");
  await keys(page, "3", "Escape", "Control+Enter"); // no outcome: the checks have something to say
  const second = page.url();
  await page.getByRole("button", { name: "Submit all the same" }).click();
  await page.waitForURL((url) => url.href !== second && url.pathname.includes("/traces/"));
  await textReady(page);
  expect(await page.locator(".wb-footer").innerText()).toMatch(/^1 of \d submitted/);
  const { items } = await api<{ items: { state: string; annotations: { flagged: boolean; status: string }[] }[] }>(server.origin, token, "GET", `/projects/${slug}/traces`);
  expect(items.flatMap(({ annotations }) => annotations.map(({ status, flagged }) => `${status} ${flagged}`)).sort()).toEqual(["draft true", "submitted false"]);
  expect(faults).toEqual([]);
  await page.context().close();
});
