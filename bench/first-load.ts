// npm run bench:first-load: JavaScript that a page loads on a first visit, with an empty cache, as the built server sends it: kB of gzip (performance.md, "Pages").
// "Needed" stands in the document itself; "all" is whatever was loaded until the network fell silent, what is only fetched ahead for later pages included.
import { mkdirSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { openBrowser, openPage, setUp, signIn } from "@/tests/e2e/browser";
import { startServer } from "@/tests/e2e/server";
import { projectWithTrace, textReady } from "@/tests/e2e/workbench-fixture";
import type { Page } from "playwright-core";

interface Load {
  readonly page: string;
  readonly needed: number;
  readonly all: number;
  readonly ceiling: number;
}

const server = await startServer();
const browser = await openBrowser();
try {
  const trace = await projectWithTrace(server.origin, await setUp(server.origin), "paths");
  const { page } = await openPage(browser);
  const loads: Load[] = [{ page: "sign-in", ceiling: 150, ...(await load(page, () => page.goto(`${server.origin}/sign-in`))) }];
  await signIn(page, server.origin);
  loads.push({ page: "workbench", ceiling: 350, ...(await load(page, async () => { await page.goto(`${server.origin}/projects/paths/traces/${trace}`); await textReady(page); })) });
  console.table(Object.fromEntries(loads.map(({ page: name, needed, all, ceiling }) => [name, { "needed, kB gzip": Number(needed.toFixed(1)), "all, kB gzip": Number(all.toFixed(1)), "should be under": ceiling }])));
  mkdirSync("bench/results", { recursive: true });
  writeFileSync("bench/results/first-load.json", `${JSON.stringify({ at: new Date().toISOString(), loads }, null, 1)}\n`);
} finally {
  await browser.close();
  await server.stop();
}

/** Opens a page past the cache and weighs its scripts, kB of gzip. */
async function load(page: Page, open: () => Promise<unknown>): Promise<Pick<Load, "needed" | "all">> {
  const session = await page.context().newCDPSession(page);
  await session.send("Network.setCacheDisabled", { cacheDisabled: true });
  const weights = new Map<string, Promise<number>>();
  const weigh = (response: Awaited<ReturnType<Page["waitForResponse"]>>): void => {
    if (response.request().resourceType() === "script") weights.set(new URL(response.url()).pathname, response.body().then((body) => gzipSync(body).length / 1_000));
  };
  page.on("response", weigh);
  await open();
  await page.waitForLoadState("networkidle");
  page.off("response", weigh);
  await session.detach();
  const html = await page.evaluate(async () => (await fetch(location.href)).text());
  let [needed, all] = [0, 0];
  for (const [path, weight] of weights) {
    all += await weight;
    if (html.includes(path)) needed += await weight;
  }
  return { needed, all };
}
