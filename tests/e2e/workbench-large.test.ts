import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { setStage } from "./stage";
import { dragOver, mine, projectWithTrace, saved, textReady } from "./workbench-fixture";

const STEPS = 2_500;
const SLUG = "large";

/** A million characters: every step has an emoji, so that offsets in code points and in UTF-16 drift 2,500 apart. Two spans lie in each step. */
const step = (k: number): string => `🙂 Step ${k}: ${"the next term follows from two earlier ones because no pair may touch, ".repeat(5)}so value ${k} stays. Wait, check ${k} again.`;
const cot = Array.from({ length: STEPS }, (_, k) => step(k)).join("\n\n");

let trace: string;

const stage = setStage(async () => {
  trace = await projectWithTrace(stage.origin, stage.token, SLUG, { id: "large", prompt: "🙂 How many paths are there?", cot, answer: "448 🎉" });
  let at = 0;
  const spans = Array.from({ length: STEPS }, (_, k) => {
    const text = step(k);
    const made = [`so value ${k} stays`, `Wait, check ${k} again.`].map((quote, n) => {
      const start = at + Array.from(text.slice(0, text.indexOf(quote))).length;
      return { id: `s${k}-${n}`, field: "cot", label: n === 0 ? "candidate_answer" : "verification", start, end: start + quote.length, quote, attributes: {}, certainty: "sure", note: "" };
    });
    at += Array.from(text).length + 2;
    return made;
  }).flat();
  await stage.api("PUT", `/projects/${SLUG}/traces/${trace}/annotations/mine`, { revision: 0, spans, relations: [], answers: {} });
});

/** Texts of the marks of a step, in order. */
const marksOf = (page: Page, number: number): Promise<string[]> => page.locator(`#step-${number} mark`).allTextContents();

test("K2: a million characters with 5,000 spans: all the text is in the page, the browser's own search finds what is far below, every span comes to be drawn", async () => {
  const { page, faults } = await stage.signedIn();
  await page.goto(`${stage.origin}/projects/${SLUG}/traces/${trace}`);
  await textReady(page);
  expect(await page.locator(".wb-p[data-step]").evaluateAll((steps) => steps.map((one) => one.textContent).join("\n\n"))).toBe(cot);
  expect(await page.evaluate((wanted) => { (document.querySelector(".wb-text") as HTMLElement).focus(); return (window as unknown as { find(text: string): boolean }).find(wanted); }, `Step ${STEPS - 3}:`)).toBe(true);
  await page.waitForFunction((count) => document.querySelectorAll(".wb-text mark").length === count, 2 * STEPS);
  // What is worked out from all spans is there after a moment, and each finding leads to its span.
  await page.locator(".wb-map .nd").first().waitFor();
  const checks = page.locator("section", { has: page.getByRole("heading", { name: "Checks" }) });
  await checks.getByRole("button", { name: "Go" }).first().waitFor();
  expect(faults).toEqual([]);
}, 180_000);

test("K6: with 5,000 spans, a span far below is made, answered, undone, made again and saved by keys; what is selected is what is stored", async () => {
  const { page, faults } = await stage.signedIn();
  await page.goto(`${stage.origin}/projects/${SLUG}/traces/${trace}#span-s${STEPS - 3}-1`);
  await textReady(page);
  await page.locator(`#step-${STEPS - 2} mark.on`).waitFor();
  await page.keyboard.press("Escape");
  const wanted = `Step ${STEPS - 3}: the next term`;
  await dragOver(page, wanted);
  await page.keyboard.press("4");
  await page.keyboard.press("1");
  await page.keyboard.press("Escape");
  expect(await marksOf(page, STEPS - 2)).toEqual([wanted, `so value ${STEPS - 3} stays`, `Wait, check ${STEPS - 3} again.`]);
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  expect(await marksOf(page, STEPS - 2)).toHaveLength(2);
  await page.keyboard.press("Control+Shift+z");
  await saved(page);
  const held = await mine(stage.origin, stage.token, SLUG, trace);
  expect(held.spans).toHaveLength(2 * STEPS + 1);
  expect(held.spans.filter(({ label }) => label === "error").map(({ start, end, quote }) => [quote, Array.from(cot).slice(start, end).join("")])).toEqual([[wanted, wanted]]);
  expect(faults).toEqual([]);
}, 180_000);

test("K5: with 5,000 spans, the way from the end of the span list to a span scrolls the text alone: the page keeps its header and its footer", async () => {
  const { page, faults } = await stage.signedIn();
  await page.goto(`${stage.origin}/projects/${SLUG}/traces/${trace}`);
  await textReady(page);
  await page.locator(".wb-fold").click();
  const last = page.locator("section", { has: page.locator(".wb-fold") }).locator("li button").last();
  await last.click();
  await page.locator("mark.on").waitFor();
  expect(await page.evaluate(() => [document.documentElement.scrollTop, document.documentElement.scrollHeight - document.documentElement.clientHeight])).toEqual([0, 0]);
  expect(await page.locator(".wb-header").boundingBox()).toMatchObject({ y: 0 });
  expect(faults).toEqual([]);
}, 180_000);
