import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { setStage } from "./stage";
import { keys, saved, textReady } from "./workbench-fixture";

const SLUG = "next";

const stage = setStage(async () => {
  await stage.api("POST", "/projects", { slug: SLUG, name: "Next 🙂", preset: "longcot-error-correction" });
  const rows = [1, 2, 3].map((k) => JSON.stringify({ id: `n-${k}`, prompt: `🙂 Question ${k}?`, cot: `🧮 So ${k}.\n\nWait, ${k} again. 👩‍🔬`, answer: String(k) }));
  const sent = await fetch(`${stage.origin}/api/v1/projects/${SLUG}/imports?commit=true&format=auto&name=n.jsonl`, { method: "POST", headers: { authorization: `Bearer ${stage.token}`, "content-type": "application/x-ndjson" }, body: `${rows.join("\n")}\n` });
  expect(sent.ok).toBe(true);
  while ((await stage.api<{ items: object[] }>("GET", `/projects/${SLUG}/traces`)).items.length < rows.length) await new Promise((go) => setTimeout(go, 100));
  const { items: [me] } = await stage.api<{ items: { handle: string }[] }>("GET", `/projects/${SLUG}/members`);
  await stage.api("POST", `/projects/${SLUG}/rounds`, { name: "Once 🙂", annotators: [me!.handle] });
});

const assignmentOf = (address: string): string => new URL(address, stage.origin).searchParams.get("assignment") ?? "";

/** The trace that was claimed ahead: its link is in the page, for nobody to see. @returns its address */
async function claimedAhead(page: Page): Promise<string> {
  const link = page.locator('.wb a[aria-hidden="true"][href*="assignment="]');
  await link.waitFor({ state: "attached", timeout: 20_000 });
  return (await link.getAttribute("href"))!;
}

test("K14: by keys alone through a queue: submitted or skipped with a reason, the trace that was claimed ahead opens by itself with the focus in its text, until the queue is done", async () => {
  const { page, faults } = await stage.signedIn();
  await page.goto(`${stage.origin}/projects/${SLUG}/queue`);
  await page.waitForURL(/assignment=/);
  await textReady(page);
  const first = assignmentOf(page.url());
  await keys(page, "g", "4", "6", "Escape", "Escape");
  await saved(page);
  const second = await claimedAhead(page);
  expect(assignmentOf(second)).not.toBe(first);
  await keys(page, "Control+Enter"); // nothing to warn of
  await page.waitForURL(`${stage.origin}${second}`);
  await textReady(page);

  await claimedAhead(page);
  await keys(page, "Control+Shift+Enter");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.type("not mine to judge 🙂");
  await keys(page, "Control+Enter");
  await page.waitForURL((url) => ![first, assignmentOf(second)].includes(assignmentOf(url.href)));
  await textReady(page);

  await keys(page, "Control+Enter"); // no spans: that is asked about first
  await page.getByRole("button", { name: "Submit all the same" }).waitFor();
  await keys(page, "Enter");
  await page.getByText("The queue is done").first().waitFor();
  await page.getByRole("button", { name: "Reopen" }).waitFor();
  const { items } = await stage.api<{ items: { state: string }[] }>("GET", `/projects/${SLUG}/traces`);
  expect(items.map(({ state }) => state).sort()).toEqual(["finished", "finished", "unclaimed"]); // what was skipped is anybody's again
  expect(faults).toEqual([]);
  await page.context().close();
});
