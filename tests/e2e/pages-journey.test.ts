import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { FIRST_PERSON, keepPicture, openBrowser, openPage, signIn } from "./browser";
import { type RunningServer, SETUP_TOKEN, startServer } from "./server";

let server: RunningServer;
let browser: Browser;
beforeAll(async () => { [server, browser] = await Promise.all([startServer(), openBrowser()]); });
afterAll(async () => { await browser?.close(); await server?.stop(); });

const COT = "🙂 First, 3 + 4 = 8.\n\nWait, 3 + 4 = 7. So the answer is 7.";
const ROWS = [
  { question: "What is 3+4? 🙂", response: `<think>${COT}</think>7`, model: "demo-a" },
  { question: "How many corners has a cube?", response: "<think>Four above, four below.</think>8", model: "demo-a" },
];
const FILE = `${JSON.stringify(ROWS[0])}\n{"question": broken\n${JSON.stringify(ROWS[1])}\n`;

/** Drops a file on the page's place for files, as a person does from a folder. */
async function dropFile(page: Page, name: string, text: string): Promise<void> {
  const transfer = await page.evaluateHandle(([fileName, content]) => {
    const data = new DataTransfer();
    data.items.add(new File([content!], fileName!, { type: "application/x-ndjson" }));
    return data;
  }, [name, text]);
  const place = page.getByText("Drop files here").locator("..");
  for (const type of ["dragenter", "dragover", "drop"]) await place.dispatchEvent(type, { dataTransfer: transfer });
}

test("from the first visit to a downloaded release, in the browser alone", async () => {
  const { page, faults } = await openPage(browser, { acceptDownloads: true });
  try {
    await page.goto(`${server.origin}/projects`);
    await page.waitForURL("**/setup");

    // A wrong token is told, and what was typed stays.
    await page.getByLabel("Setup token").fill("not the token at all");
    await page.getByLabel("Name").fill(FIRST_PERSON.name);
    await page.getByLabel("E-mail").fill(FIRST_PERSON.email);
    await page.getByLabel("Password").fill(FIRST_PERSON.password);
    expect(await page.getByLabel("Open the demo project").isChecked()).toBe(true);
    await page.getByLabel("Open the demo project").uncheck();
    await page.getByRole("button", { name: "Create account" }).click();
    await page.getByText("This is not the token that the terminal printed").waitFor();
    expect(await page.getByLabel("E-mail").inputValue()).toBe(FIRST_PERSON.email);
    await page.getByLabel("Setup token").fill(SETUP_TOKEN);
    await page.getByRole("button", { name: "Create account" }).click();
    await page.waitForURL("**/projects");

    // Out again, a wrong password, and in.
    await page.getByRole("button", { name: `Account of ${FIRST_PERSON.name}` }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await page.waitForURL("**/sign-in");
    await page.goto(`${server.origin}/projects/new`);
    await page.waitForURL("**/sign-in?to=**");
    await page.getByLabel("E-mail").fill(FIRST_PERSON.email);
    await page.getByLabel("Password").fill("wrong");
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await page.getByText("E-mail and password do not match").waitFor();
    expect(await page.getByLabel("Password").inputValue()).toBe("");
    await page.getByLabel("Password").fill(FIRST_PERSON.password);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await page.waitForURL("**/projects/new"); // back to where it was going

    await page.getByLabel("Name").fill("Garden paths 🙂");
    expect(await page.getByLabel("Address").inputValue()).toBe("garden-paths");
    await page.getByRole("button", { name: "Create project" }).click();
    await page.waitForURL("**/projects/garden-paths/imports");

    // The dry run shows the rows as they will look, and nothing is written for it.
    await dropFile(page, "larch_step_300.jsonl", FILE);
    await page.getByRole("region", { name: "Preview" }).getByText("Wait, 3 + 4 = 7.").waitFor();
    await page.getByText("1 row here will be rejected").waitFor();
    await page.getByRole("region", { name: "Preview" }).getByText("300", { exact: true }).waitFor(); // the step in the file's name
    await page.getByRole("button", { name: "Import file" }).click();
    await page.waitForURL(/imports\/[^/]+$/);
    await page.getByText("2 traces created").waitFor({ timeout: 30_000 });
    const rejects = page.waitForEvent("download");
    await page.getByRole("link", { name: "Download rejected rows" }).click();
    const rejected = JSON.parse((await readFile(await (await rejects).path(), "utf8")).trim()) as { line: number; source: string };
    expect(rejected).toMatchObject({ line: 2, source: '{"question": broken' });

    await page.getByRole("navigation", { name: "Sections of the project" }).getByRole("link", { name: "Traces" }).click();
    await page.getByText("What is 3+4? 🙂").waitFor();
    await page.getByLabel("Search prompts and traces").fill("corners");
    await page.keyboard.press("Enter");
    await page.getByText("1 trace matches").waitFor();
    expect(new URL(page.url()).searchParams.get("q")).toBe("corners");

    await page.getByRole("navigation", { name: "Sections of the project" }).getByRole("link", { name: "Releases" }).click();
    await page.getByRole("link", { name: "New release" }).click();
    await page.getByLabel("Name").fill("pilot-1");
    await page.getByRole("button", { name: "Freeze" }).click();
    await page.waitForURL(/releases\/(?!new)[^/]+$/);
    const download = page.waitForEvent("download", { timeout: 60_000 });
    await page.getByRole("link", { name: "traces.jsonl" }).click({ timeout: 60_000 });
    const bytes = await readFile(await (await download).path());
    const shown = await page.getByRole("row", { name: /traces\.jsonl/ }).locator("[title]").last().getAttribute("title");
    expect(createHash("sha256").update(bytes).digest("hex")).toBe(shown);
    const lines = bytes.toString("utf8").trim().split("\n").map((line) => JSON.parse(line) as { cot: string; checkpoint: { step: number } });
    expect(lines).toHaveLength(2);
    expect(lines.map(({ cot }) => cot)).toContain(COT);
    expect(lines.map(({ checkpoint }) => checkpoint.step)).toEqual([300, 300]);

    expect(faults).toEqual([]);
  } catch (error) {
    await keepPicture(page, "journey");
    throw error;
  }
});

test("an owner renames a project, deletes it and brings it back", async () => {
  const { page, faults } = await openPage(browser);
  await signIn(page, server.origin);
  expect(await page.evaluate(async () => (await fetch("/api/v1/projects", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ slug: "passing", name: "Passing 🍂", preset: "longcot-error-correction" }) })).status)).toBe(201);
  await page.goto(`${server.origin}/projects/passing/traces`, { waitUntil: "networkidle" });
  await page.getByRole("button", { name: "Passing 🍂" }).click();
  await page.getByRole("menuitem", { name: "Settings of this project" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("Lasting 🌲");
  await page.getByRole("button", { name: "Rename" }).click();
  await page.getByRole("button", { name: "Lasting 🌲" }).waitFor();
  await page.getByLabel("Settle a trace by itself").check();
  await expect.poll(async () => ((await (await page.request.get(`${server.origin}/api/v1/projects/passing`)).json()) as { settings: unknown }).settings).toEqual({ completeUnanimous: true });
  await page.getByRole("button", { name: "Delete project" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete project" }).click();
  await page.waitForURL("**/projects");
  await page.getByRole("button", { name: "Restore Lasting 🌲" }).click();
  await page.getByRole("main").getByRole("link", { name: /Lasting 🌲/ }).click();
  await page.waitForURL("**/projects/passing/traces");
  expect(faults).toEqual([]);
  await page.context().close();
});
