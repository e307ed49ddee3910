import { build } from "esbuild";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser } from "./browser";

let browser: Browser;
let script: string;

beforeAll(async () => {
  const { outputFiles } = await build({ entryPoints: ["tests/e2e/workbench-queue-page.ts"], bundle: true, format: "iife", write: false, logLevel: "error" });
  script = outputFiles[0]!.text;
  browser = await openBrowser();
}, 60_000);
afterAll(async () => { await browser?.close(); });

/** A page with the store on it; localhost, since locks and storage belong to an origin. */
async function tabOf(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.route("http://localhost/**", (route) => route.fulfill({ contentType: "text/html", body: "<!doctype html><title>🙂</title>" }));
  await page.goto("http://localhost/");
  await page.addScriptTag({ content: script });
  return page;
}
const call = <Answer>(page: Page, name: string, ...given: unknown[]): Promise<Answer> =>
  page.evaluate(([wanted, values]) => (window as unknown as Record<string, (...all: unknown[]) => unknown>)[wanted]!(...values) as never, [name, given] as const);

test("K6: what a closed tab left is taken over, in the order in which it was made; once", async () => {
  const context = await browser.newContext();
  const [first, second] = [await tabOf(context), await tabOf(context)];
  await call(first, "put", "trace 🙂", "t1", 3, ["c", "d"]);
  await call(second, "put", "trace 🙂", "t2", 1, ["a", "b"]);
  await first.close();
  await second.close();
  const third = await tabOf(context);
  expect(await call(third, "adopt", "trace 🙂", "t3")).toEqual(["a", "b", "c", "d"]);
  await third.close();
  const fourth = await tabOf(context);
  expect(await call(fourth, "adopt", "trace 🙂", "t4")).toEqual(["a", "b", "c", "d"]); // the third had not sent them either
  await call(fourth, "put", "trace 🙂", "t4", 5, []);
  await fourth.close();
  const fifth = await tabOf(context);
  expect(await call(fifth, "adopt", "trace 🙂", "t5")).toEqual([]);
  await context.close();
});

test("K6: what a living tab waits for stays its own, and another annotation's is never touched", async () => {
  const context = await browser.newContext();
  const [living, other] = [await tabOf(context), await tabOf(context)];
  await call(living, "put", "trace 🙂", "t1", 0, ["mine"]);
  await call(other, "put", "another", "t2", 0, ["theirs"]);
  await other.close();
  const next = await tabOf(context);
  expect(await call(next, "adopt", "trace 🙂", "t3")).toEqual([]);
  expect(await call(next, "adopt", "another", "t3")).toEqual(["theirs"]);
  await living.close();
  await call(next, "put", "trace 🙂", "t3", 2, ["own"]);
  await expect.poll(() => call(next, "adopt", "trace 🙂", "t3")).toEqual(["mine"]); // its lock goes a moment after it
  await next.close();
  const last = await tabOf(context);
  await expect.poll(() => call(last, "adopt", "trace 🙂", "t4")).toEqual(["mine", "own"]);
  await context.close();
});

test("K6: without storage it holds nothing, and nothing breaks", async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.route("http://localhost/**", (route) => route.fulfill({ contentType: "text/html", body: "<!doctype html><title>🙂</title>" }));
  await page.addInitScript(() => { indexedDB.open = () => { throw new DOMException("storage is off", "SecurityError"); }; });
  await page.goto("http://localhost/");
  await page.addScriptTag({ content: script });
  await call(page, "put", "trace 🙂", "t1", 0, ["a"]);
  expect(await call(page, "adopt", "trace 🙂", "t1")).toEqual([]);
  await context.close();
});
