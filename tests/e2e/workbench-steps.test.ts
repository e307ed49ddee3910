import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { accessibilityFaults } from "./accessibility";
import type { WatchedPage } from "./browser";
import { setStage } from "./stage";
import { keys, mine, projectWithTrace, saved, textReady } from "./workbench-fixture";

const TRACE = {
  id: "steps-1", prompt: "🙂 How many stones are there?", answer: "14 🎉",
  cot: ["🧮 There are 3 rows of 4 stones.", "So $3 \\cdot 4 = 12$.", "Wait, let me check: 4 + 4 + 4 = 12.", "And one more makes 14.", "The answer is \\boxed{14}. 👩‍🔬"].join("\n\n"),
};
const STEPS = TRACE.cot.split("\n\n");


const stage = setStage();

async function opened(preset: string): Promise<WatchedPage & { trace: string }> {
  const trace = await projectWithTrace(stage.origin, stage.token, preset, TRACE, preset);
  const watched = await stage.signedIn();
  await watched.page.goto(`${stage.origin}/projects/${preset}/traces/${trace}`);
  await textReady(watched.page);
  return { ...watched, trace };
}
const currentStep = (page: Page): Promise<string | undefined> => page.evaluate(() => document.querySelector<HTMLElement>(".wb-p.cur")?.dataset.step);

test("K9: prm-step: one key labels the current step and moves on; another changes it, the same takes it back, a selection takes several; undo returns to the step", async () => {
  const { page, faults, trace } = await opened("prm-step");
  const held = async () => (await mine(stage.origin, stage.token, "prm-step", trace)).spans.map(({ label, quote }) => [label, quote]);
  await keys(page, "1", "2", "4");
  expect(await currentStep(page)).toBe("4");
  await saved(page);
  expect(await held()).toEqual([["good", STEPS[0]], ["neutral", STEPS[1]], ["unsure", STEPS[2]]]);

  await keys(page, "k", "3"); // back to the third step: bad instead, and on to the first that has no label
  expect(await currentStep(page)).toBe("4");
  await keys(page, "k", "k", "2"); // the second has this label: it is taken back, the caret stays
  expect(await currentStep(page)).toBe("2");
  await saved(page);
  expect(await held()).toEqual([["good", STEPS[0]], ["bad", STEPS[2]]]);

  await keys(page, "Control+z");
  expect(await currentStep(page)).toBe("2");
  await page.locator(".wb-outline li button").nth(4).click(); // step 4
  await keys(page, "Shift+j", "Shift+j", "1");
  await saved(page);
  expect(await held()).toEqual([["good", STEPS[0]], ["bad", STEPS[2]], ["neutral", STEPS[1]], ["good", STEPS[3]], ["good", STEPS[4]]]);
  await expect.poll(() => page.locator(".wb-footer").innerText()).toContain("5 of 5 steps labelled");
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(faults).toEqual([]);
  await page.context().close();
});

test("K9: first-error: the label asks for its reason, then moves on; Backspace at the step takes it back", async () => {
  const { page, faults, trace } = await opened("first-error");
  await keys(page, "j", "j", "j", "1");
  expect(await currentStep(page)).toBe("4"); // the reason is required: digits answer it first
  await keys(page, "1");
  expect(await currentStep(page)).toBe("5");
  await saved(page);
  expect((await mine(stage.origin, stage.token, "first-error", trace)).spans).toMatchObject([{ label: "first_error", quote: STEPS[3], attributes: { reason: "calculation" } }]);
  await keys(page, "k", "Space", "n");
  await page.waitForFunction(() => document.activeElement?.id === "wb-note");
  await page.keyboard.type("… makes 13.");
  await page.keyboard.press("Escape");
  await saved(page);
  expect((await mine(stage.origin, stage.token, "first-error", trace)).spans).toMatchObject([{ note: "… makes 13." }]);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Backspace");
  await saved(page);
  expect((await mine(stage.origin, stage.token, "first-error", trace)).spans).toEqual([]);
  expect(faults).toEqual([]);
  await page.context().close();
});

test("K9: deltabench-section: a selection of steps is one section with its answers; the caret inside means the whole section", async () => {
  const { page, faults, trace } = await opened("deltabench-section");
  const held = async () => (await mine(stage.origin, stage.token, "deltabench-section", trace)).spans.map(({ quote, attributes }) => [quote, attributes]);
  await keys(page, "Shift+j", "Shift+j", "1", "1", "2"); // steps 1 and 2; useful: yes; correct: no
  expect(await currentStep(page)).toBe("3");
  await saved(page);
  expect(await held()).toEqual([[STEPS.slice(0, 2).join("\n\n"), { strategy_shift: "no", useful: "yes", correct: "no", reflection: "none" }]]);
  await keys(page, "k", "1"); // inside the section: taken back as a whole
  await saved(page);
  expect(await held()).toEqual([]);
  expect(faults).toEqual([]);
  await page.context().close();
});
