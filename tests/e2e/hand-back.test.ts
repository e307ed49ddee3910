import { expect, test } from "vitest";
import { accessibilityFaults } from "./accessibility";
import { keepPicture } from "./browser";
import { setStage } from "./stage";
import { projectWithTrace, saved, textReady, TRACE } from "./workbench-fixture";

const stage = setStage(async ({ origin, token, api }) => {
  await projectWithTrace(origin, token, "paths");
  await api("POST", "/projects/paths/rounds", { name: "First 🙂" });
});

const states = async (): Promise<Readonly<Record<string, number>>> => {
  const { open, claimed, submitted, skipped } = (await stage.api<{ items: { assignments: Record<string, number> }[] }>("GET", "/projects/paths/rounds")).items[0]!.assignments;
  return { open: open!, claimed: claimed!, submitted: submitted!, skipped: skipped! };
};

test("H25: a claimed trace is handed back by keys alone; what was labelled stays, opens to read, and is there again with the next claim; from the list it is handed back too", async () => {
  const { page, faults } = await stage.signedIn();
  await page.goto(`${stage.origin}/projects/paths/queue`);
  await textReady(page);
  await page.keyboard.press("g");
  await page.keyboard.press("4");
  await page.keyboard.press("j");
  await page.keyboard.press("6");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await saved(page);
  const claim = page.url();
  await page.keyboard.press("Shift+B");
  const dialog = page.getByRole("dialog", { name: "Hand this trace back" });
  await dialog.waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await keepPicture(page, "hand-back");
  await dialog.getByRole("button", { name: "Hand back" }).and(page.locator(":focus")).waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL("**/projects/paths/work");
  await page.getByText("The trace is back in the queue.").waitFor();
  expect(await states()).toEqual({ open: 1, claimed: 0, submitted: 0, skipped: 0 });

  const row = page.getByRole("row").filter({ hasText: TRACE.id });
  await row.getByText("handed back").waitFor();
  await row.getByRole("link", { name: TRACE.id }).click();
  await textReady(page);
  await page.getByText("Read only").first().waitFor();

  // The address of the claim says what became of it.
  for (const [locale, title] of [["zh", "这条轨迹不在您手上"], ["en", "You do not hold this trace"]] as const) {
    await page.context().addCookies([{ name: "locale", value: locale, url: stage.origin }]);
    await page.goto(claim);
    await page.getByRole("heading", { name: title }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
  }

  await page.goto(`${stage.origin}/projects/paths/queue`);
  await textReady(page);
  await page.getByText("1 span").first().waitFor();
  await page.goto(`${stage.origin}/projects/paths/work`);
  await page.getByRole("heading", { name: "In your hands" }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await keepPicture(page, "work-in-hand");
  await page.getByRole("button", { name: `Hand back ${TRACE.id}` }).click();
  await page.getByText(`${TRACE.id} is back in the queue.`).waitFor();
  await page.getByRole("heading", { name: "In your hands" }).waitFor({ state: "detached" });
  expect(await states()).toEqual({ open: 1, claimed: 0, submitted: 0, skipped: 0 });

  // Once submitted there is nothing to skip or to hand back.
  await page.goto(`${stage.origin}/projects/paths/queue`);
  await textReady(page);
  await page.getByRole("button", { name: "Hand back" }).waitFor();
  const address = page.url();
  await page.keyboard.press("Control+Enter");
  await expect.poll(states).toEqual({ open: 0, claimed: 0, submitted: 1, skipped: 0 });
  await page.goto(address);
  await textReady(page);
  await page.getByRole("button", { name: "Reopen" }).waitFor();
  expect(await page.getByRole("button", { name: /^(Skip|Hand back)$/ }).count()).toBe(0);
  expect(faults).toEqual([]);
});
