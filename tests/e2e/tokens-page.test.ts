import { expect, test } from "vitest";
import { setStage } from "./stage";

const stage = setStage(async ({ api }) => { for (const name of ["first 🙂", "second"]) await api("POST", "/tokens", { name, scope: "read" }); });

test("after a token was revoked the focus stands on the next one, and at last on the button that makes one", async () => {
  const { page, faults } = await stage.signedIn();
  await page.goto(`${stage.origin}/account`, { waitUntil: "networkidle" });
  const lines = page.getByRole("listitem").filter({ has: page.getByRole("button", { name: "Revoke" }) });
  const focused = () => page.evaluate(() => { const on = document.activeElement; return `${on?.closest("li")?.textContent?.slice(0, 6) ?? ""}|${on?.textContent ?? ""}`; });
  const before = await lines.count();
  const second = (await lines.nth(1).textContent())?.slice(0, 6) ?? "";
  const revoke = async (at: number) => {
    const count = await lines.count();
    await lines.nth(at).getByRole("button", { name: "Revoke" }).press("Enter");
    await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
    await expect.poll(() => lines.count()).toBe(count - 1);
  };
  await revoke(0);
  await expect.poll(focused).toBe(`${second}|Revoke`);
  for (let left = before - 1; left > 0; left--) await revoke(left - 1);
  await expect.poll(focused).toBe("|Make token");
  expect(faults).toEqual([]);
  await page.context().close();
});
