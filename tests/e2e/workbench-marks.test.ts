import { expect, test } from "vitest";
import { setStage } from "./stage";
import { dragEdge, dragOver, focusOnText, keys, mark, mine, projectWithTrace, saved, textReady, tool } from "./workbench-fixture";
import { labelledTrace } from "./workbench-labelled";

let trace: string;
const SLUG = "states";

const stage = setStage(async () => {
  trace = await labelledTrace(stage.origin, stage.token, SLUG);
});

const address = (): string => `${stage.origin}/projects/${SLUG}/traces/${trace}`;

test("K13: where spans overlap, a click lists all, a press on one selects it, Space goes on, Escape closes the list before all else", async () => {
  const { page, faults } = await stage.signedIn();
  await page.goto(address());
  await textReady(page);
  await mark(page, "check that");
  const rows = page.locator(".wb-overlap button"); // panels are drawn a frame after the text: everything here is waited for
  await expect.poll(() => rows.count()).toBe(3);
  await rows.nth(2).click();
  await expect.poll(async () => [await rows.nth(2).getAttribute("aria-pressed"), await page.locator(".wb-selected-head h2").innerText(), await focusOnText(page)]).toEqual(["true", "Verification", true]);
  await keys(page, "Space");
  await expect.poll(() => rows.nth(0).getAttribute("aria-pressed")).toBe("true");
  await keys(page, "Escape");
  await page.locator(".wb-overlap").waitFor({ state: "detached" });
  await page.locator(".wb-selected-head").waitFor();
  expect(faults).toEqual([]);
  await page.context().close();
});

test("K13: a span that is pointed at says what it is; pressed, it is told in the panel, and nothing lies over the text any more", async () => {
  const { page, faults } = await stage.signedIn();
  await page.goto(address());
  await textReady(page);
  const span = page.locator(".wb-text mark", { hasText: "Let me count" }).first();
  await span.hover();
  await page.locator(".wb-tip", { hasText: "Branching" }).waitFor();
  await span.click();
  await page.locator(".wb-selected-head").waitFor();
  await page.locator(".wb-tip").waitFor({ state: "detached" });
  expect(faults).toEqual([]);
  await page.context().close();
});

test("K5: a key of one's own holds at once and after a reload; the command that had it says that it has none", async () => {
  const { page, faults } = await stage.signedIn();
  await page.goto(address());
  await textReady(page);
  await keys(page, "?");
  const row = (command: string) => page.locator(".wb-keys dl > div", { has: page.locator("dt", { hasText: new RegExp(`^${command}`) }) }).getByRole("button");
  await row("Hide spans").click();
  await keys(page, "y");
  await page.getByText("no key").waitFor();
  await page.getByRole("status").getByText("Without it now: Copy a link to the span").waitFor();
  expect(await row("Copy a link to the span").innerText()).toContain("no key");
  await keys(page, "Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  const hidden = (): Promise<string | null> => page.locator(".wb-text").getAttribute("data-hidden");
  await keys(page, "y");
  await expect.poll(hidden).toBe("true");
  await page.reload();
  await textReady(page);
  await keys(page, "y");
  await expect.poll(hidden).toBe("true");
  expect(faults).toEqual([]);
  await page.context().close();
});

test("K13: a span's link is copied by a key, opens the trace there, and works within the page", async () => {
  const { page, faults } = await stage.signedIn({ permissions: ["clipboard-read", "clipboard-write"] });
  await page.goto(address());
  await textReady(page);
  await mark(page, "Let me count");
  await keys(page, "y");
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toBe(`${address()}#span-br`);
  const other = await page.context().newPage();
  await other.goto(link);
  await textReady(other);
  await expect.poll(() => other.locator(".wb-selected-head h2").innerText()).toBe("Branching");
  await other.evaluate(() => { window.location.hash = "span-er"; });
  await other.locator(".wb-selected-head h2", { hasText: "Error" }).waitFor();
  expect(faults).toEqual([]);
  await page.context().close();
});

test("K3: an edge dragged by its handle ends where the hand lets go, in whole units: in its line, over lines, over a step; beyond the field at its edge", async () => {
  const slug = "edges";
  const held = await projectWithTrace(stage.origin, stage.token, slug, {
    id: "edges-1", prompt: "🙂 How many? Say all.", answer: "448 🎉 in all.",
    cot: "🧮 One short sentence here. Two is the second sentence of them, and it is long enough that it has to run over the end of its line into another one. Three comes third.\n\nThe second step begins. It has a sentence that ends.",
  });
  const { page, faults } = await stage.signedIn();
  await page.goto(`${stage.origin}/projects/${slug}/traces/${held}`);
  await textReady(page);
  const quote = async (): Promise<string[]> => { await saved(page); return (await mine(stage.origin, stage.token, slug, held)).spans.map((span) => span.quote); };
  await dragOver(page, "short sentence");
  await keys(page, "6", "Escape"); // no question is open: the span stays selected
  await page.locator(".wb-handle.end").waitFor();
  const drags: readonly (readonly [granularity: string, edge: "start" | "end", to: string, expected: string])[] = [
    ["1", "end", "short sentence he", "short sentence he"],
    ["1", "end", "run over the end of its line into an", "short sentence here. Two is the second sentence of them, and it is long enough that it has to run over the end of its line into an"],
    ["1", "start", "Two", "is the second sentence of them, and it is long enough that it has to run over the end of its line into an"],
    ["2", "end", "comes thi", "is the second sentence of them, and it is long enough that it has to run over the end of its line into another one. Three comes third"],
    ["3", "end", "It has a", "is the second sentence of them, and it is long enough that it has to run over the end of its line into another one. Three comes third.\n\nThe second step begins. It has a sentence that ends."],
    ["3", "start", "Three", "Three comes third.\n\nThe second step begins. It has a sentence that ends."],
    ["3", "end", "second step", "Three comes third.\n\nThe second step begins."],
    ["3", "end", "The second", "Three comes third.\n\nThe second step begins."], // within the sentence that it ends already
    ["1", "end", "448", "Three comes third.\n\nThe second step begins. It has a sentence that ends."],
    ["1", "start", "How many?", "🧮 One short sentence here. Two is the second sentence of them, and it is long enough that it has to run over the end of its line into another one. Three comes third.\n\nThe second step begins. It has a sentence that ends."],
  ];
  for (const [granularity, edge, to, expected] of drags) {
    await keys(page, "g", granularity);
    await dragEdge(page, edge, to);
    expect([to, await quote()]).toEqual([to, [expected]]);
  }
  expect(faults).toEqual([]);
  await page.context().close();
});

test("K3: in right-to-left text with digits an edge goes where it is dragged and where keys take it: into a number, over one, into Latin letters and back", async () => {
  const slug = "right-to-left";
  const held = await projectWithTrace(stage.origin, stage.token, slug, { id: "rtl-1", prompt: "🙂 כמה?", cot: "🙂 שלום עולם 456 ועוד מילים 12 סוף abc כאן.", answer: "15" });
  const { page, faults } = await stage.signedIn();
  await page.goto(`${stage.origin}/projects/${slug}/traces/${held}`);
  await textReady(page);
  const quote = async (): Promise<string[]> => { await saved(page); return (await mine(stage.origin, stage.token, slug, held)).spans.map((span) => span.quote); };
  await keys(page, "Control+ArrowRight", "Control+ArrowRight", "Shift+Control+ArrowRight", "6", "Escape");
  await page.locator(".wb-handle.end").waitFor();
  expect(await quote()).toEqual(["עולם"]);
  await keys(page, "g", "1");
  for (const [edge, to, expected] of [["end", "45", "עולם 45"], ["end", "ab", "עולם 456 ועוד מילים 12 סוף ab"], ["end", "1", "עולם 456 ועוד מילים 1"]] as const) {
    await dragEdge(page, edge, to);
    expect([to, await quote()]).toEqual([to, [expected]]);
  }
  await keys(page, "e", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowLeft", "Enter");
  expect(await quote()).toEqual(["עולם 456 ועוד מילים 12 ס"]);
  expect(faults).toEqual([]);
  await page.context().close();
});

test("K5: the key for the trace's questions says so where the codebook has none", async () => {
  const slug = "no-questions";
  const held = await projectWithTrace(stage.origin, stage.token, slug, undefined, "cognitive-behaviors-4");
  const { page, faults } = await stage.signedIn();
  await page.goto(`${stage.origin}/projects/${slug}/traces/${held}`);
  await textReady(page);
  await dragOver(page, "count by the last");
  await keys(page, "1");
  await page.locator(".wb-empty-mark").waitFor({ state: "detached" });
  await keys(page, "q");
  await page.getByRole("status").getByText("The codebook asks nothing about the whole trace").waitFor();
  expect(await focusOnText(page)).toBe(true);
  expect(faults).toEqual([]);
  await page.context().close();
});

test("K32: a key that follows a click at once acts on what was clicked", async () => {
  const { page, faults } = await stage.signedIn();
  await page.goto(address());
  await textReady(page);
  await page.evaluate(() => { // in one task, quicker than any hand
    const clicked = [...document.querySelectorAll("mark")].find(({ textContent }) => textContent?.includes("Let me count"))!;
    const box = clicked.getBoundingClientRect();
    const at = { bubbles: true, button: 0, clientX: box.left + box.width / 2, clientY: box.top + box.height / 2 };
    clicked.dispatchEvent(new PointerEvent("pointerdown", at));
    getSelection()!.collapse(clicked.lastChild, 1);
    clicked.dispatchEvent(new PointerEvent("pointerup", at));
    document.querySelector(".wb-text")!.dispatchEvent(new KeyboardEvent("keydown", { key: "u", code: "KeyU", bubbles: true, cancelable: true }));
  });
  await page.locator(".wb-choices [aria-pressed=true]", { hasText: "unsure" }).waitFor();
  await page.keyboard.press("Control+z");
  expect(faults).toEqual([]);
  await page.context().close();
});

test("K11: a rejected suggestion stays away after a reload, until it is asked for again", async () => {
  const { page, faults } = await stage.signedIn();
  const show = async (): Promise<void> => { await tool(page, "Layers"); await page.getByRole("button", { name: "as suggestions" }).click(); };
  await page.goto(address());
  await textReady(page);
  await show();
  await page.locator("mark.sg").first().waitFor();
  await page.locator(".wb-text").focus();
  const told = page.waitForResponse((response) => response.url().includes("/suggestions") && response.status() === 204);
  await keys(page, "x");
  await told;
  await expect.poll(() => page.locator("mark.sg").count()).toBe(0);
  await page.reload();
  await textReady(page);
  await show();
  await expect.poll(() => page.locator("mark.sg").count()).toBe(0);
  await page.getByRole("button", { name: "Show again" }).click();
  await page.locator("mark.sg").first().waitFor();
  expect(faults).toEqual([]);
  await page.context().close();
});

test("A13: what the import set aside is greyed, and takes no label", async () => {
  const echo = "🙂 How many? I repeat the question.";
  const text = { format: "switchback-trace/1", id: "echo", prompt: "🙂 How many?", cot: `${echo}\n\nSo ten.`, answer: "10", metadata: {}, excluded: [{ field: "cot", start: 0, end: Array.from(echo).length, reason: "prompt_echo" }] };
  const aside = await projectWithTrace(stage.origin, stage.token, "aside", text);
  const { page, faults } = await stage.signedIn();
  await page.goto(`${stage.origin}/projects/aside/traces/${aside}`);
  await textReady(page);
  await expect.poll(() => page.evaluate(() => CSS.highlights.get("wb-excluded")?.size ?? 0)).toBeGreaterThan(0);
  await keys(page, "g", "4", "1");
  await page.getByText("This part is set aside and not labelled").first().waitFor();
  expect((await mine(stage.origin, stage.token, "aside", aside)).spans).toEqual([]);
  expect(faults).toEqual([]);
  await page.context().close();
});
