import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { api, keepPicture, openBrowser, openPage, setUp, signIn } from "./browser";
import { startServer, type RunningServer } from "./server";
import { dragOver, type LabelledSpan, mine, saved, textReady } from "./workbench-fixture";

const REAL = resolve(import.meta.dirname, "../../../shared/data/raw-cot/misguided-attention/output_queries_QwQ-32b.json");

interface Generations {
  readonly results: readonly { readonly prompt_id: string; readonly prompt: string; readonly output: readonly string[]; readonly thinking: readonly string[] }[];
}
interface NativeLine {
  readonly cot: string;
  readonly annotations: readonly { readonly layer: string; readonly status: string; readonly spans: readonly LabelledSpan[]; readonly relations: readonly unknown[] }[];
}

let server: RunningServer;
let browser: Browser;
let token: string;
beforeAll(async () => {
  if (!existsSync(REAL)) return;
  [server, browser] = await Promise.all([startServer(), openBrowser()]);
  token = await setUp(server.origin);
});
afterAll(async () => { await browser?.close(); await server?.stop(); });

test.skipIf(!existsSync(REAL))("a real QwQ trace: imported, opened, labelled by mouse and by keys, related, undone, reloaded, submitted, exported; every quote is the slice of the text (skipped without ../shared/data)", async () => {
  const { results } = JSON.parse(await readFile(REAL, "utf8")) as Generations;
  const real = results.find(({ prompt_id }) => prompt_id === "dead_schrodingers_cat")!;
  // The file as it came, but for an emoji before each generation: code points and UTF-16 differ from the first character on.
  const file = JSON.stringify({ results: [{ ...real, thinking: real.thinking.map((text) => `🧭👩‍🔬 ${text}`) }] });
  const cot = `🧭👩‍🔬 ${real.thinking[0]!}`;
  const checks = [...cot.matchAll(/(?<=\s)Wait, [^.?!\n]{20,90}[.?!]/gu)].map(([sentence]) => sentence);
  const [byMouse, byKeys] = [checks[0]!, cot.split("\n\n")[1]!];

  const { page, faults } = await openPage(browser);
  try {
    await signIn(page, server.origin);
    await api(server.origin, token, "POST", "/projects", { slug: "real", name: "Real 🙂", preset: "longcot-error-correction" });
    await page.goto(`${server.origin}/projects/real/imports`, { waitUntil: "networkidle" }); // until the page listens
    await page.locator('input[type="file"]').first().setInputFiles({ name: "output_queries_QwQ-32b.json", mimeType: "application/json", buffer: Buffer.from(file) });
    await page.getByRole("region", { name: "Preview" }).getByText("🧭👩‍🔬").first().waitFor();
    await page.getByRole("button", { name: "Import file" }).click();
    await page.getByText("3 traces created").waitFor({ timeout: 60_000 });

    const { items } = await api<{ items: { id: string }[] }>(server.origin, token, "GET", "/projects/real/traces");
    const texts = await Promise.all(items.map(async ({ id }) => ({ id, ...await api<{ cot: string }>(server.origin, token, "GET", `/projects/real/traces/${id}`) })));
    const trace = texts.find((one) => one.cot === cot)!.id;
    await page.goto(`${server.origin}/projects/real/traces/${trace}`);
    await textReady(page);

    await dragOver(page, byMouse);
    await page.keyboard.press("3"); // verification
    await page.keyboard.press("1");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");

    // By keys alone: the second step as a whole, as an error; the check is related to it.
    await page.keyboard.press("Control+Home");
    for (const key of ["j", "g", "4", "4", "1", "Enter"]) await page.keyboard.press(key);
    await page.keyboard.press("Escape");
    await saved(page);
    const made = await mine(server.origin, token, "real", trace);
    expect(made.spans.map(({ label }) => label).sort()).toEqual(["error", "verification"]);
    await page.locator("mark", { hasText: byMouse.slice(0, 20) }).first().click();
    for (const key of ["r", "t", "f", "a"]) await page.keyboard.press(key); // verifies → detects, the first letter in view
    await saved(page);
    await expect.poll(async () => (await mine(server.origin, token, "real", trace)).relations).toHaveLength(1);

    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+z");
    await saved(page);
    await expect.poll(async () => (await mine(server.origin, token, "real", trace)).relations).toEqual([]);
    await page.keyboard.press("Control+Shift+z");
    await saved(page);

    await page.reload();
    await page.locator("mark").first().waitFor();
    await page.keyboard.press("Control+Enter");
    const dialog = page.getByRole("dialog");
    await dialog.waitFor();
    await dialog.getByRole("button", { name: /^Submit/ }).click();
    await page.getByRole("button", { name: "Reopen" }).waitFor();
    await expect.poll(async () => (await mine(server.origin, token, "real", trace)).status).toBe("submitted");

    const exported = await fetch(`${server.origin}/api/v1/projects/real/export.jsonl`, { headers: { authorization: `Bearer ${token}` } });
    const lines = (await exported.text()).trim().split("\n").map((line) => JSON.parse(line) as NativeLine);
    const line = lines.find((one) => one.cot === cot)!;
    const [annotation] = line.annotations;
    expect(annotation).toMatchObject({ status: "submitted" });
    expect(annotation!.relations).toHaveLength(1);
    const points = Array.from(line.cot);
    for (const { start, end, quote } of annotation!.spans) expect(points.slice(start, end).join("")).toBe(quote);
    expect(annotation!.spans.find(({ label }) => label === "verification")?.quote).toBe(byMouse);
    expect(annotation!.spans.find(({ label }) => label === "error")?.quote.trim()).toBe(byKeys.trim());
    expect(faults).toEqual([]);
  } catch (error) {
    await keepPicture(page, "real-trace");
    throw error;
  }
});
