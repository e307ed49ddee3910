import { expect, test } from "vitest";
import { setStage } from "./stage";

const stage = setStage(async ({ api }) => { await api("POST", "/projects", { slug: "paste", name: "Paste 🙂", preset: "longcot-error-correction" }); });

/** Stored texts by external id. */
async function texts(): Promise<Map<string, string>> {
  const answer = await fetch(`${stage.origin}/api/v1/projects/paste/export.jsonl`, { headers: { authorization: `Bearer ${stage.token}` } });
  return new Map((await answer.text()).split("\n").filter((line) => line !== "").map((line) => { const { id, cot } = JSON.parse(line) as { id: string; cot: string }; return [id, cot]; }));
}

test("P3: what is pasted on the import page, or into its field, comes in to the letter: emoji, carriage returns and line feeds", async () => {
  const { page, faults } = await stage.signedIn({ permissions: ["clipboard-read", "clipboard-write"] });
  const copied = (text: string) => page.evaluate((held) => navigator.clipboard.writeText(held), text);
  const bring = async (id: string) => {
    await page.getByRole("button", { name: "Import file" }).click();
    await page.waitForURL(/imports\/[^/]+$/);
    await expect.poll(async () => (await texts()).has(id)).toBe(true);
  };
  await page.goto(`${stage.origin}/projects/paste/imports`, { waitUntil: "networkidle" }); // until the page listens
  await copied(`${JSON.stringify({ id: "line", prompt: "1+1? 🙂", cot: "One 🙂\r\nand one." })}\r\n`);
  await page.getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("Control+V");
  await page.getByText("1+1? 🙂").waitFor();
  await bring("line");

  await page.goto(`${stage.origin}/projects/paste/imports`, { waitUntil: "networkidle" });
  await copied('id,prompt,cot\r\ncell,"2+2? 🙂","Two\r\nand two.\n🙂"\r\n');
  await page.getByText("Or paste rows").click();
  await page.getByRole("textbox", { name: "Rows" }).click();
  await page.keyboard.press("Control+V");
  expect(await page.getByRole("textbox", { name: "Rows" }).inputValue()).toContain("Two\nand two."); // the field itself keeps no carriage returns
  await page.getByRole("button", { name: "Look at the rows" }).click();
  await page.getByText("2+2? 🙂").waitFor();
  await bring("cell");

  expect(await texts()).toEqual(new Map([["cell", "Two\r\nand two.\n🙂"], ["line", "One 🙂\r\nand one."]]));
  expect(faults).toEqual([]);
  await page.context().close();
});
