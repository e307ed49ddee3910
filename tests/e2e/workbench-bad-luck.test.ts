import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { FIRST_PERSON, type WatchedPage } from "./browser";
import { setStage } from "./stage";
import { dragOver, mine, projectWithTrace, saved, textReady, TRACE } from "./workbench-fixture";

let projects = 0;

const stage = setStage();

interface Sitting extends WatchedPage {
  readonly slug: string;
  readonly trace: string;
  readonly address: string;
}

/** A project of its own, signed in, the text ready. @param before what is done to the page before it is opened */
async function sitting(text: typeof TRACE | { id: string; prompt: string; cot: string; answer: string } = TRACE, before: (page: Page) => Promise<void> = () => Promise.resolve()): Promise<Sitting> {
  const slug = `luck-${projects++}`;
  const trace = await projectWithTrace(stage.origin, stage.token, slug, text);
  const watched = await stage.signedIn();
  await before(watched.page);
  const address = `${stage.origin}/projects/${slug}/traces/${trace}`;
  await watched.page.goto(address);
  await textReady(watched.page);
  return { ...watched, slug, trace, address };
}
const quotes = async ({ slug, trace }: Pick<Sitting, "slug" | "trace">): Promise<string[]> => (await mine(stage.origin, stage.token, slug, trace)).spans.map(({ quote }) => quote);

/** Imports a second trace after the first. */
async function anotherTrace(slug: string): Promise<void> {
  const response = await fetch(`${stage.origin}/api/v1/projects/${slug}/imports?commit=true&format=auto&name=more.jsonl`, { method: "POST", headers: { authorization: `Bearer ${stage.token}`, "content-type": "application/x-ndjson" }, body: `${JSON.stringify({ ...TRACE, id: "wb-2", prompt: "🙂 Another?" })}\n` });
  expect(response.status).toBe(202);
  await expect.poll(async () => (await stage.api<{ items: unknown[] }>("GET", `/projects/${slug}/traces`)).items.length).toBe(2);
}

/** Drags over a text, sets a label and answers nothing. */
async function label(page: Page, text: string, digit: string): Promise<void> {
  await dragOver(page, text);
  await page.keyboard.press(digit);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
}

test("K6: the server is gone for a minute while somebody labels: work goes on, the state is shown, all of it arrives by itself", async () => {
  const here = await sitting(TRACE, (page) => page.clock.install());
  const { page } = here;
  await label(page, "Let me count", "1");
  await saved(page);
  await stage.server.kill();
  await label(page, "$a_3 = 22$", "4");
  await page.locator('.wb-save[data-state="offline"]').waitFor();
  await page.clock.fastForward("01:00");
  await label(page, "The answer is", "6");
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+Shift+z");
  await expect.poll(() => page.locator(".wb-save").innerText()).toMatch(/Offline, \d+ waiting/);
  await stage.comeBack();
  await page.clock.fastForward("00:45"); // the next try is at most half a minute away
  await saved(page);
  expect(await quotes(here)).toEqual(["Let me count", "$a_3 = 22$", "The answer is"]);
  await page.context().close();
});

test("K6: a reload while offline loses nothing: what waited is sent when the page can be loaded again", async () => {
  const here = await sitting();
  const { page } = here;
  await page.context().setOffline(true);
  await label(page, "any path before it", "5");
  await page.locator('.wb-save[data-state="offline"]').waitFor();
  page.on("dialog", (dialog) => void dialog.accept());
  await expect(page.reload()).rejects.toThrow(/ERR_INTERNET_DISCONNECTED/);
  await page.context().setOffline(false);
  await page.goto(here.address);
  await textReady(page);
  await saved(page);
  await expect.poll(() => quotes(here)).toEqual(["any path before it"]);
  await page.context().close();
});

test("K6: while offline the way to the next trace stays here, where work can go on; once all is saved it leads there", async () => {
  const here = await sitting();
  const { page } = here;
  await anotherTrace(here.slug);
  await page.reload();
  await textReady(page);
  await page.context().setOffline(true);
  await page.keyboard.press("]");
  await page.getByText("The other trace cannot be reached now; this one is saved").first().waitFor();
  await label(page, "any path before it", "5");
  await page.locator('.wb-save[data-state="offline"]').waitFor();
  await page.keyboard.press("]");
  await page.getByText("the trace stays open until they are").first().waitFor();
  await page.context().setOffline(false);
  await saved(page);
  await page.keyboard.press("]");
  await page.waitForURL((url) => url.pathname.startsWith(`/projects/${here.slug}/traces/`) && !url.pathname.endsWith(here.trace));
  expect(await quotes(here)).toEqual(["any path before it"]);
  await page.context().close();
});

test("K6: with the server gone and nothing left to save, the way to the next trace stays here and says so; with the server back it leads there", async () => {
  const here = await sitting();
  const { page } = here;
  await anotherTrace(here.slug);
  await page.reload();
  await textReady(page);
  await stage.server.kill();
  await page.keyboard.press("]");
  await page.getByText("The other trace cannot be reached now; this one is saved").first().waitFor();
  await label(page, "any path before it", "5");
  await page.locator('.wb-save[data-state="offline"]').waitFor();
  await stage.comeBack();
  await saved(page);
  await page.keyboard.press("]");
  await page.waitForURL((url) => url.pathname.startsWith(`/projects/${here.slug}/traces/`) && !url.pathname.endsWith(here.trace));
  expect(await quotes(here)).toEqual(["any path before it"]);
  await page.context().close();
});

test("K6: offline, what was not loaded yet is said to be away and the page stays; the guidelines are shown as their source; it is there with the server", async () => {
  const { page } = await sitting();
  await page.context().setOffline(true);
  const away = page.getByText("This could not be loaded: the server is out of reach").first();
  await page.keyboard.press("i");
  await away.waitFor();
  await page.locator(".wb-guidelines", { hasText: "# How to label" }).waitFor();
  await page.keyboard.press("v");
  await expect.poll(() => page.getByRole("button", { name: "Formulas rendered" }).first().getAttribute("aria-pressed")).toBe("false");
  await page.keyboard.press("Control+f");
  await page.keyboard.type("stone");
  await away.waitFor();
  expect(await page.locator(".wb-find-count").innerText()).toBe("");
  await page.context().setOffline(false);
  await page.keyboard.press("Control+a");
  await page.keyboard.type("any path before");
  await expect.poll(() => page.locator(".wb-find-count").innerText()).toBe("1 of 1");
  await page.context().close();
});

test("K6: a tab closed in the middle of a drag keeps what was done a moment before, and nothing half done", async () => {
  const here = await sitting();
  const context = here.page.context();
  await label(here.page, "Let me count", "1"); // closed within the moment that gathers operations
  await here.page.mouse.move(400, 320);
  await here.page.mouse.down();
  await here.page.mouse.move(600, 360, { steps: 4 });
  await here.page.close({ runBeforeUnload: false });

  const again = await context.newPage();
  await again.goto(here.address);
  await textReady(again);
  await again.locator(".wb-t[data-span]").first().waitFor({ state: "attached" });
  await saved(again);
  await expect.poll(() => quotes(here)).toEqual(["Let me count"]);

  // The same with a handle: the span keeps its range.
  await again.locator("mark", { hasText: "Let me count" }).click();
  const handle = (await again.locator(".wb-handle.end").boundingBox())!;
  await again.mouse.move(handle.x + 1, handle.y + 14);
  await again.mouse.down();
  await again.mouse.move(handle.x + 90, handle.y + 14, { steps: 4 });
  await again.close({ runBeforeUnload: false });
  const last = await context.newPage();
  await last.goto(here.address);
  await textReady(last);
  await saved(last);
  expect(await quotes(here)).toEqual(["Let me count"]);
  await context.close();
});

test("K6: the session ends in the middle: signing in again in place, and nothing is lost, not even the place", async () => {
  const here = await sitting();
  const { page } = here;
  await label(page, "Let me count", "1");
  await saved(page);
  const { items } = await stage.api<{ items: { id: string }[] }>("GET", "/account/sessions");
  for (const { id } of items) await stage.api("DELETE", `/account/sessions/${id}`);
  await label(page, "$a_4 = 60$", "6");
  await page.getByRole("dialog").waitFor();
  await expect.poll(() => page.getByRole("dialog").innerText()).toContain("One change waits");
  await page.getByLabel("E-mail").fill(FIRST_PERSON.email);
  await page.getByLabel("Password").fill("not this one");
  await page.getByRole("dialog").getByRole("button", { name: "Sign in", exact: true }).click();
  await page.getByRole("dialog").getByRole("alert").waitFor();
  await page.getByLabel("E-mail").fill(FIRST_PERSON.email);
  await page.getByLabel("Password").fill(FIRST_PERSON.password);
  await page.getByRole("dialog").getByRole("button", { name: "Sign in", exact: true }).click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await saved(page);
  expect(page.url()).toBe(here.address);
  await page.waitForFunction(() => document.activeElement?.classList.contains("wb-text"));
  expect(await quotes(here)).toEqual(["Let me count", "$a_4 = 60$"]);
  await page.keyboard.press("Control+z"); // the sitting goes on where it was
  await expect.poll(() => quotes(here)).toEqual(["Let me count"]);
  await page.context().close();
});

test("K10: the codebook is republished while a page is open: the page goes on under the version that it shows, and says so later", async () => {
  const here = await sitting();
  const { page, slug, trace } = here;
  const { items: [book] } = await stage.api<{ items: { body: { labels: { key: string }[] } & Record<string, unknown> }[] }>("GET", `/projects/${slug}/codebook`);
  const without = { ...book!.body, labels: book!.body.labels.filter(({ key }) => key !== "error"), relations: [] };
  await stage.api("PUT", `/projects/${slug}/codebook/draft`, without);
  await stage.api("POST", `/projects/${slug}/codebook/publish`, { migration: [] });
  await new Promise((go) => setTimeout(go, 2_100)); // what a process remembers of the current version is two seconds old at most
  await label(page, "$a_5 = 174$", "4"); // error: only the first version has it
  await saved(page);
  expect(await page.locator(".wb-save button").count()).toBe(0); // no conflict
  expect(await stage.api("GET", `/projects/${slug}/traces/${trace}/annotations/mine`)).toMatchObject({ codebook: { version: 1 }, spans: [{ label: "error", quote: "$a_5 = 174$" }] });
  await page.reload();
  await textReady(page);
  await page.getByRole("button", { name: "Guidelines" }).click();
  await page.getByText("Version 2 is published.").waitFor();
  await page.context().close();
});

test("K6: a clock that is wrong, and that jumps, changes nothing but the time that is shown", async () => {
  const here = await sitting(TRACE, (page) => page.clock.install({ time: "1999-12-31T23:59:50Z" }));
  const { page, faults } = here;
  await label(page, "Let me count", "1");
  await saved(page);
  await page.clock.setSystemTime("2041-06-01T00:00:00Z");
  await label(page, "$a_3 = 22$", "4");
  await saved(page);
  await page.clock.setSystemTime("1970-01-02T00:00:00Z");
  await page.keyboard.press("Control+z");
  await saved(page);
  expect(await quotes(here)).toEqual(["Let me count"]);
  const { reading } = await stage.api<{ reading: { activeSeconds: number } }>("GET", `/projects/${here.slug}/traces/${here.trace}/annotations/mine`);
  expect(reading.activeSeconds).toBeLessThan(120);
  expect(faults).toEqual([]);
  await page.context().close();
});

test("K3: right to left with digits, joined emoji, combining marks, CRLF, tabs, zero-width characters: what is selected with the mouse is what is stored", async () => {
  const text = {
    id: "nasty", prompt: "🙂 Nasty?", answer: "yes",
    cot: ["🙂 Wait, 👩‍🔬 says no 👩‍👩‍👧‍👦 here.", "One line.\r\nTwo lines.", "A\tB \u200bhidden\u200d c\ufeffd.", "A cafe\u0301 and na\u0308ive x\u0302.", "שלום 123 עולם, ועוד 45.", "مرحبا ٣٤ نص.", "两个结果 不一致。"].join("\n\n"),
  };
  const here = await sitting(text);
  const { page, faults } = here;
  // Each ends and begins at characters that are whole on the page.
  const wanted = ["👩‍🔬 says no 👩‍👩‍👧‍👦", "line.\r\nTwo", "A\tB \u200bhidden\u200d c", "cafe\u0301 and na\u0308ive x\u0302", "123", "٣٤", "结果 不"];
  for (const [at, quote] of wanted.entries()) {
    await dragOver(page, quote);
    const selected = await page.evaluate(() => document.getSelection()!.toString());
    await page.keyboard.press("1");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await saved(page);
    const span = (await mine(stage.origin, stage.token, here.slug, here.trace)).spans.at(-1)!;
    expect(Array.from(text.cot).slice(span.start, span.end).join("")).toBe(span.quote);
    expect(span.quote).toBe(quote);
    expect([at, selected.replace(/\s/g, "")]).toEqual([at, quote.replace(/\s/g, "")]);
  }
  // The rules for text that runs to the left are still there in the build, and go by the text, not by a language that nobody named.
  const margins = await page.locator(".wb-p").evaluateAll((paragraphs) => paragraphs.map((paragraph) => [getComputedStyle(paragraph).direction, getComputedStyle(paragraph).marginLeft === "0px"]));
  expect(new Set(margins.map(String))).toEqual(new Set(["ltr,true", "rtl,false"]));
  expect(faults).toEqual([]);
  await page.context().close();
});

test("K6: with 5,000 spans a label, an attribute and an undo are saved as with one", async () => {
  const lines = Array.from({ length: 1_000 }, (_, k) => `🙂 Step ${k}: so the count is ${k}, or it is not, and then we look again.`);
  const text = { id: "many", prompt: "🙂 Many?", cot: lines.join("\n\n"), answer: "1" };
  const slug = "many";
  const trace = await projectWithTrace(stage.origin, stage.token, slug, text);
  const spans: object[] = [];
  let start = 0;
  for (const line of lines) {
    const characters = Array.from(line);
    for (let k = 0; k < 5; k++) spans.push({ id: `s-${spans.length}`, field: "cot", label: ["branching", "verification", "backtracking"][k % 3], start: start + 2 + k * 4, end: start + 8 + k * 4, quote: characters.slice(2 + k * 4, 8 + k * 4).join("") });
    start += characters.length + 2;
  }
  await stage.api("PUT", `/projects/${slug}/traces/${trace}/annotations/mine`, { revision: 0, spans });
  const { page, faults } = await stage.signedIn();
  await page.goto(`${stage.origin}/projects/${slug}/traces/${trace}`);
  await textReady(page);
  await page.keyboard.press("Control+End");
  await page.keyboard.press("g");
  await page.keyboard.press("4");
  for (let step = 0; step < 4; step++) await page.keyboard.press("k");
  await page.keyboard.press("3");
  await page.keyboard.press("1");
  await page.keyboard.press("Escape");
  await saved(page);
  const held = (await mine(stage.origin, stage.token, slug, trace)).spans;
  expect(held).toHaveLength(5_001);
  expect(held.at(-1)).toMatchObject({ label: "verification", attributes: { outcome: "confirms" } });
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  await saved(page);
  expect((await mine(stage.origin, stage.token, slug, trace)).spans).toHaveLength(5_000);
  expect(faults).toEqual([]);
  await page.context().close();
});

test("K5: what an input method composes is its own: in the text no key means anything meanwhile, in a note Escape ends the composition and the note stays", async () => {
  const { page, faults, slug, trace } = await sitting();
  const method = await page.context().newCDPSession(page);
  const composing = { type: "rawKeyDown", windowsVirtualKeyCode: 229, key: "Process" } as const;
  await dragOver(page, "Let me count");
  await method.send("Input.dispatchKeyEvent", { ...composing, code: "Digit1" });
  await page.keyboard.press("1");
  await saved(page);
  expect((await mine(stage.origin, stage.token, slug, trace)).spans).toHaveLength(1); // one key of two was the input method's
  await page.keyboard.press("Escape");
  await page.keyboard.press("n");
  await page.waitForFunction(() => document.activeElement?.id === "wb-note");
  await method.send("Input.imeSetComposition", { text: "jian", selectionStart: 4, selectionEnd: 4 });
  await method.send("Input.dispatchKeyEvent", { type: "rawKeyDown", windowsVirtualKeyCode: 27, key: "Escape", code: "Escape" });
  expect(await page.evaluate(() => document.activeElement?.id)).toBe("wb-note");
  await method.send("Input.imeSetComposition", { text: "", selectionStart: 0, selectionEnd: 0 });
  await method.send("Input.insertText", { text: "检查🙂" });
  await page.keyboard.press("Escape");
  await saved(page);
  expect((await mine(stage.origin, stage.token, slug, trace)).spans).toMatchObject([{ note: "检查🙂", quote: "Let me count" }]);
  expect(faults).toEqual([]);
  await page.context().close();
});
