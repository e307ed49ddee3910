import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { FIRST_PERSON, openPage } from "./browser";
import { setStage } from "./stage";

/** A page on a slow line: its HTML is there, its scripts are not yet, and somebody already types. */

const stage = setStage(async () => {
  await stage.api("POST", "/projects", { slug: "early", name: "Early 🌅", preset: "longcot-error-correction" });
});

/** Opens a page whose scripts wait for `listen`. */
async function unheard(page: Page, path: string): Promise<{ readonly listen: () => void }> {
  let free = (): void => {};
  const released = new Promise<void>((resolve) => { free = resolve; });
  await page.route("**/_next/static/**/*.js", async (route) => { await released; await route.continue(); });
  await page.goto(`${stage.origin}${path}`, { waitUntil: "commit" });
  return { listen: () => free() };
}

test("W22: a password that is typed and sent before the page listens goes nowhere, stays, and signs in when it does", async () => {
  const { page } = await openPage(stage.browser);
  const { listen } = await unheard(page, "/sign-in");
  await page.getByLabel("E-mail").fill(FIRST_PERSON.email);
  await page.getByLabel("Password").fill(FIRST_PERSON.password);
  await page.keyboard.press("Enter");
  expect(await page.getByRole("button", { name: "Sign in", exact: true }).isDisabled()).toBe(true);
  expect(page.url()).toBe(`${stage.origin}/sign-in`);
  listen();
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL("**/projects");
  await page.context().close();
});

test("W22: a name that is typed and a file that is chosen before the page listens are kept", async () => {
  const { page } = await stage.signedIn();
  const name = await unheard(page, "/projects/new");
  await page.getByLabel("Name").fill("Dawn 🌄 paths");
  name.listen();
  await expect.poll(() => page.getByLabel("Address").inputValue()).toBe("dawn-paths");
  expect(await page.getByLabel("Name").inputValue()).toBe("Dawn 🌄 paths");

  const file = await unheard(page, "/projects/early/imports");
  await page.locator("input[type=file]").first().setInputFiles({ name: "t.jsonl", mimeType: "application/x-ndjson", buffer: Buffer.from(`${JSON.stringify({ id: "a", prompt: "🙂 1+1?", cot: "Wait, 2.", answer: "2" })}\n`) });
  file.listen();
  await page.getByRole("button", { name: "Import file" }).and(page.locator(":enabled")).waitFor();
  await page.context().close();
});
