import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { setStage } from "./stage";
import { dragOver, keys, mark, mine, projectWithTrace, saved, textReady } from "./workbench-fixture";

const stage = setStage();
let projects = 0;

/** A span of a fresh project, selected, with the note in hand. */
async function inNote(name: string): Promise<{ readonly page: Page; readonly faults: readonly string[]; readonly note: () => Promise<string | undefined>; readonly trace: string }> {
  const slug = `${name}-${++projects}`;
  const trace = await projectWithTrace(stage.origin, stage.token, slug);
  const { page, faults } = await stage.signedIn();
  await page.goto(`${stage.origin}/projects/${slug}/traces/${trace}`);
  await textReady(page);
  await dragOver(page, "Let me count");
  await keys(page, "1", "1", "Escape", "n");
  await page.waitForFunction(() => document.activeElement?.id === "wb-note");
  const spans = async () => (await mine(stage.origin, stage.token, slug, trace)).spans as unknown as { note: string }[];
  return { page, faults, trace, note: async () => (await spans())[0]?.note };
}

test("K6: a note is saved while its writer rests, with the focus still in it; undo takes it back on the page as well", async () => {
  const { page, faults, note } = await inNote("notes-rest");
  await page.keyboard.type("🙂 looks rash");
  await expect.poll(note).toBe("🙂 looks rash");
  expect(await page.evaluate(() => document.activeElement?.id)).toBe("wb-note");
  await keys(page, "Escape");
  await page.waitForFunction(() => document.activeElement?.classList.contains("wb-text"));
  await keys(page, "Control+z");
  await expect.poll(() => page.locator("#wb-note").inputValue()).toBe("");
  await saved(page);
  expect(await note()).toBe("");
  await page.locator("#wb-note").focus();
  await keys(page, "Escape", "Control+Shift+z"); // to look at a note is not to write it
  await saved(page);
  expect(await note()).toBe("🙂 looks rash");
  expect(faults).toEqual([]);
  await page.context().close();
});

test("K6: a page that is left in the middle of a word keeps what was typed", async () => {
  const { page, note } = await inNote("notes-left");
  page.on("dialog", (dialog) => void dialog.accept());
  await page.keyboard.type("half a wo");
  await page.reload();
  await textReady(page);
  await saved(page);
  await expect.poll(note).toBe("half a wo");
  await page.context().close();
});

test("K6: Ctrl+Enter from within a note submits the note as well", async () => {
  const { page, note } = await inNote("notes-submit");
  await page.keyboard.type("all of it 🎉");
  await keys(page, "Control+Enter");
  await page.getByRole("button", { name: "Submit all the same" }).click();
  await page.getByRole("button", { name: "Reopen" }).waitFor();
  await saved(page);
  expect(await note()).toBe("all of it 🎉");
  await page.context().close();
});

test("K5: a key of the page that was given a letter types that letter in a note", async () => {
  const { page, note } = await inNote("notes-letters");
  await saved(page);
  await page.evaluate(() => localStorage.setItem("switchback.keys", JSON.stringify({ hide: ["f"] })));
  await page.reload();
  await textReady(page);
  await mark(page, "Let me count");
  await keys(page, "n");
  await page.waitForFunction(() => document.activeElement?.id === "wb-note");
  await page.keyboard.type("if so, fine");
  await expect.poll(note).toBe("if so, fine");
  await page.context().close();
});

test("K6: a page that was read before a save, and is shown after it, catches up", async () => {
  const { page } = await inNote("notes-late");
  await keys(page, "Escape");
  await saved(page);
  await dragOver(page, "let me check that");
  // The page that is left lives until the next one is there; the driver no longer reaches it, another page of its origin does.
  const beside = await page.context().newPage();
  await beside.goto(`${stage.origin}/favicon.svg`);
  await page.evaluate(() => { new BroadcastChannel("late").onmessage = () => document.querySelector(".wb-text")!.dispatchEvent(new KeyboardEvent("keydown", { key: "2", code: "Digit2", bubbles: true, cancelable: true })); });
  await page.route(page.url(), async (route) => {
    const read = await route.fetch();
    const answered = page.waitForResponse((response) => response.request().method() === "POST" && response.url().includes("/operations"));
    await beside.evaluate(() => { new BroadcastChannel("late").postMessage("label it"); });
    await (await answered).finished();
    await route.fulfill({ response: read });
  }, { times: 1 });
  await page.reload();
  await textReady(page);
  await page.locator("mark").filter({ hasText: "let me check that" }).first().waitFor();
  await page.context().close();
});
