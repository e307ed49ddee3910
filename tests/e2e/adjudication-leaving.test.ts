import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { setStage } from "./stage";
import { bothFinish, projectOfTwo } from "./two-readings";
import { TRACE } from "./workbench-fixture";

let trace: string;
const stage = setStage(async ({ origin, token, browser }) => {
  trace = await projectOfTwo(origin, token);
  await bothFinish(browser, origin, trace);
});

/** Places that the server holds as settled by somebody. */
const settledThere = async (): Promise<number> =>
  (await stage.api<{ groups: { decision: { choice: string } | null }[] }>("GET", `/projects/paths/adjudications/${trace}`)).groups.filter(({ decision }) => decision !== null && decision.choice !== "agreed").length;

const openPlaces = (page: Page, open: number) => page.getByRole("heading", { name: `${open} of 2 disagreement` }).waitFor();
const acceptByKey = async (page: Page): Promise<void> => {
  await page.waitForFunction(() => document.activeElement?.classList.contains("aj-score"));
  await page.keyboard.press("a");
};

test("J11: steps that could not be sent outlive a way out inside the app, by a link and by the browser's Back: they are sent once the server is there, and shown where the page is opened again", async () => {
  const { page } = await stage.signedIn();
  await page.goto(`${stage.origin}/projects/paths/adjudication`);
  const toTrace = page.getByRole("main").getByRole("link", { name: TRACE.id });
  await toTrace.click();
  await openPlaces(page, 2);
  await page.route("**/decisions?*", (route) => route.abort());
  await acceptByKey(page);
  await openPlaces(page, 1);
  await page.getByText("One step not saved").waitFor();
  await page.getByRole("link", { name: /^Switchback/ }).click();
  await page.getByText(`One step on ${TRACE.id} is not saved yet.`).waitFor();
  await toTrace.waitFor();
  expect(await settledThere()).toBe(0);
  await page.unroute("**/decisions?*");
  await page.getByText(`What you settled on ${TRACE.id} is saved.`).waitFor();
  expect(await settledThere()).toBe(1);

  await toTrace.click();
  await openPlaces(page, 1);
  await page.route("**/decisions?*", (route) => route.abort());
  await acceptByKey(page);
  await openPlaces(page, 0);
  await page.goBack();
  await toTrace.click();
  await openPlaces(page, 0); // as it was left, not as the server has it
  expect(await settledThere()).toBe(1);
  await page.unroute("**/decisions?*");
  await expect.poll(settledThere, { timeout: 20_000 }).toBe(2);
  await page.getByRole("button", { name: "Submit", exact: true }).click();
  await page.getByText("The result is submitted.").waitFor();
});
