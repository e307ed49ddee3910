import { expect, test } from "vitest";
import { setStage } from "./stage";
import { keys, mine, projectWithTrace, saved } from "./workbench-fixture";

const stage = setStage();
let projects = 0;

test("K5: keys that are pressed before the text has taken the focus work in it all the same", async () => {
  const slug = `early-keys-${++projects}`;
  const trace = await projectWithTrace(stage.origin, stage.token, slug);
  const { page, faults } = await stage.signedIn();
  // A browser that is never idle, and gives up waiting for it very late.
  await page.addInitScript(() => { window.requestIdleCallback = () => 1; });
  await page.goto(`${stage.origin}/projects/${slug}/traces/${trace}`);
  await page.locator(".wb-p").first().waitFor();
  expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true);
  // The page listens to keys a moment after its text is there: the first one that it hears takes the focus, and acts.
  await expect.poll(async () => {
    await keys(page, "Shift+ArrowRight");
    return page.evaluate(() => document.activeElement?.classList.contains("wb-text"));
  }).toBe(true);
  await keys(page, "1");
  await saved(page);
  await expect.poll(async () => (await mine(stage.origin, stage.token, slug, trace)).spans.map(({ quote, label }) => [quote, label])).toEqual([["🧮", "branching"]]);
  expect(faults).toEqual([]);
  await page.context().close();
});

test("the page holds the letters of the first screen before any script has run, laid out but neither seen nor read out", async () => {
  const slug = `first-faces-${++projects}`;
  const trace = await projectWithTrace(stage.origin, stage.token, slug);
  const { page } = await stage.signedIn();
  const { cookies } = await page.context().storageState();
  const still = await page.context().browser()!.newContext({ javaScriptEnabled: false, storageState: { cookies, origins: [] } });
  const unscripted = await still.newPage();
  await unscripted.goto(`${stage.origin}/projects/${slug}/traces/${trace}`);
  const faces = unscripted.locator(".wb-faces");
  expect(await faces.textContent()).toContain("🙂 🧮");
  expect(await faces.isVisible()).toBe(false);
  expect(await faces.getAttribute("aria-hidden")).toBe("true");
  await still.close();
  await page.context().close();
});
