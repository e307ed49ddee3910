import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { SETUP_TOKEN } from "./server";

const NAMES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Applications/Chromium.app/Contents/MacOS/Chromium"];
const FLAGS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"];

/** A person who sets up a test's server. */
export const FIRST_PERSON = { email: "mira@example.org", name: "Mira 🙂 Okafor", password: "turn back at the third stone" } as const;

/** The system's Chromium: CHROMIUM_PATH (scripts/test.mjs sets it), else the usual places. */
export async function openBrowser(): Promise<Browser> {
  const preset = process.env["CHROMIUM_PATH"];
  const executablePath = preset && preset.startsWith("/") ? preset : NAMES.find(existsSync) ?? preset;
  if (!executablePath) throw new Error("No Chromium was found: install it or set CHROMIUM_PATH.");
  return chromium.launch({ executablePath: executablePath.startsWith("/") ? executablePath : `/usr/bin/${executablePath}`, args: FLAGS });
}

export interface WatchedPage {
  readonly page: Page;
  /** Errors of scripts and of the console so far; a test ends by expecting none. */
  readonly faults: readonly string[];
}

/** A page in a browser of its own (no cookies of others) at 1280 × 800 that remembers what went wrong in it. */
export async function openPage(browser: Browser, options: BrowserContextOptions = {}): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: "en-GB", reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(`script: ${error.message}`));
  page.on("console", (message) => { if (message.type() === "error") faults.push(`console: ${message.text()}`); });
  return { page, faults };
}

/** Makes the first account over the HTTP API. @returns an admin token of the account */
export async function setUp(origin: string, { demo = false }: { readonly demo?: boolean } = {}): Promise<string> {
  const response = await fetch(`${origin}/api/v1/setup`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ setupToken: SETUP_TOKEN, ...FIRST_PERSON, demo }) });
  if (!response.ok) throw new Error(`Setup answered ${response.status}: ${await response.text()}`);
  const { token } = (await response.json()) as { token: string };
  return token;
}

/** Signs in through the page, as a person does, and waits for the projects. */
export async function signIn(page: Page, origin: string, person: { readonly email: string; readonly password: string } = FIRST_PERSON): Promise<void> {
  await page.goto(`${origin}/sign-in`);
  await page.getByLabel("E-mail").fill(person.email);
  await page.getByLabel("Password").fill(person.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL("**/projects");
}

/** Calls the HTTP API with a token. @throws when the answer is no success, with what it said */
export async function api<Answer>(origin: string, token: string, method: string, path: string, input?: unknown): Promise<Answer> {
  const response = await fetch(`${origin}/api/v1${path}`, {
    method, headers: { authorization: `Bearer ${token}`, ...(input === undefined ? {} : { "content-type": "application/json" }) }, ...(input === undefined ? {} : { body: JSON.stringify(input) }),
  });
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`);
  return (response.status === 204 ? null : await response.json()) as Answer;
}

/** Keeps a picture in tests/e2e/output (git-ignored), to look at after a failure. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  const path = resolve(import.meta.dirname, "output", `${name}.png`);
  await mkdir(dirname(path), { recursive: true });
  await page.screenshot({ path, fullPage: true });
}
