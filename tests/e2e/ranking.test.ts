import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { accessibilityFaults } from "./accessibility";
import type { WatchedPage } from "./browser";
import { setStage } from "./stage";

let traces: { id: string }[];
const TEXTS = ["🧮 3 rows of 4 make 12, and one more 13.\n\nWait, let me check: 4+4+4 = 12. Yes, 13.", "Let me see. 3·4 = 12.\n\nSo 12 + 1 = 14. Hmm, 13.", "两行…… 12 + 1 = 13。", "I guess 15."];
/** Overall, by trace: the guess is the worst. */
const RATED = [6, 4, 5, 2];

const stage = setStage(async () => {
  await stage.api("POST", "/projects", { slug: "rank", name: "Stones 🙂", preset: "rating-ranking" });
  const lines = TEXTS.map((cot, k) => JSON.stringify({ id: `stones-${k}`, prompt: "🙂 Three rows of four stones and one more. How many?", cot, answer: "13", model: "undisclosed-7b", checkpoint: `undisclosed-${k}` }));
  await fetch(`${stage.origin}/api/v1/projects/rank/imports?commit=true&format=auto&name=t.jsonl`, { method: "POST", headers: { authorization: `Bearer ${stage.token}`, "content-type": "application/x-ndjson" }, body: `${lines.join("\n")}\n` });
  for (traces = []; traces.length < TEXTS.length; await new Promise((go) => setTimeout(go, 150))) traces = (await stage.api<{ items: { id: string }[] }>("GET", "/projects/rank/traces")).items;
  for (const [k, { id }] of traces.entries()) await stage.api("PUT", `/projects/rank/traces/${id}/annotations/mine`, { revision: 0, answers: { overall: RATED[k] } });
});

async function opened(): Promise<WatchedPage> {
  const watched = await stage.signedIn();
  await watched.page.goto(`${stage.origin}/projects/rank/traces/${traces[0]!.id}`);
  await watched.page.getByRole("link", { name: "Rank beside the 3 others of this prompt" }).click();
  await watched.page.locator(".rk-chip").first().waitFor();
  return watched;
}
const chip = (page: Page, k: number) => page.locator(`[id="rank-${traces[k]!.id}"]`);
const focused = (page: Page): Promise<string | undefined> => page.evaluate(() => document.activeElement?.id);
const held = () => stage.api<{ revision: number; tiers: string[][]; reason: string }>("GET", `/projects/rank/traces/${traces[1]!.id}/ranking`);
const ids = (...tiers: number[][]): string[][] => tiers.map((tier) => tier.map((k) => traces[k]!.id));

test("Q6: by keys into an order with a tie; the letters keep the focus; nothing tells where a trace comes from; what contradicts the ratings wants a reason", async () => {
  const { page, faults } = await opened();
  expect(await (await page.request.get(page.url())).text()).not.toContain("undisclosed");
  expect(await accessibilityFaults(page)).toEqual([]);
  await chip(page, 3).focus();
  await page.keyboard.press("1");
  await chip(page, 0).focus();
  await page.keyboard.press("2");
  await chip(page, 1).focus();
  await page.keyboard.press("ArrowLeft"); // at the end
  await page.keyboard.press("ArrowLeft"); // a tie with the one before
  expect(await focused(page)).toBe(`rank-${traces[1]!.id}`);
  await page.getByRole("button", { name: "Save order" }).click();
  await page.getByText("One trace has no place yet").waitFor();
  await chip(page, 2).focus();
  await page.keyboard.press("9");
  await page.keyboard.press("Control+Enter");
  await page.getByText("The order contradicts your ratings").waitFor();
  await expect.poll(() => page.locator(".rk-reason").innerText()).toContain("4 pairs stand the other way round");
  expect((await held()).revision).toBe(0);

  await page.getByLabel("Why").fill("It is short and knows what it is 🙂");
  await page.reload(); // what is not saved waits in this browser
  await page.getByLabel("Why").waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole("button", { name: "Save order" }).click();
  await page.locator('.rk-state[data-state="saved"]').waitFor();
  expect(await held()).toMatchObject({ revision: 1, tiers: ids([3], [0, 1], [2]), reason: "It is short and knows what it is 🙂" });
  expect(faults).toEqual([]);
  await page.context().close();
});

test("Q6: by dragging; undo takes it back; an order that was saved elsewhere meanwhile is not overwritten", async () => {
  const { revision } = await held();
  await stage.api("PUT", `/projects/rank/traces/${traces[1]!.id}/ranking`, { revision, tiers: ids([3], [0, 1], [2]), reason: "To begin with 🙂" });
  const { page, faults } = await opened();
  await chip(page, 3).dragTo(page.locator(".rk-gap.rk-last"));
  await chip(page, 2).dragTo(page.locator(".rk-tier").nth(0));
  await expect.poll(() => page.locator(".rk-tier").allInnerTexts()).toHaveLength(2);
  await expect.poll(() => page.locator(".rk-reason textarea").count()).toBe(0); // now as they were rated
  await page.keyboard.press("Control+z");
  await expect.poll(() => page.locator(".rk-tier").allInnerTexts()).toHaveLength(3);
  await stage.api("PUT", `/projects/rank/traces/${traces[2]!.id}/ranking`, { revision: revision + 1, tiers: ids([0], [2], [1], [3]) });
  await page.getByRole("button", { name: "Save order" }).click();
  await page.getByText("saved in another tab meanwhile").waitFor();
  expect(await held()).toMatchObject({ revision: revision + 2, tiers: ids([0], [2], [1], [3]) });
  expect(faults.filter((fault) => !fault.includes("409"))).toEqual([]);
  await page.context().close();
});
