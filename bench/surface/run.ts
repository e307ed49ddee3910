// npm run bench:surface [-- --sizes=20k,130k,1m] [--rounds=3]: the shipped workbench (production build, with inspector, reasoning map and overview strip) beside recogito's text-annotator,
// in one run, each in a fresh browser, in alternating order. Measures: performance.md, "Text surface"; ratios count, seconds do not.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { build } from "esbuild";
import type { Browser, Page } from "playwright-core";
import { api, openBrowser, setUp, signIn } from "@/tests/e2e/browser";
import { startServer } from "@/tests/e2e/server";
import { timeOpen, timeWork, type Measures } from "./clock";
import { places, SIZES, workload, type Size, type WorkSpan } from "./workload";
import { registerWorkbench } from "./workbench-subject";

const argument = (name: string): string | undefined => process.argv.find((each) => each.startsWith(`--${name}=`))?.split("=")[1];
const sizes = (argument("sizes")?.split(",") ?? Object.keys(SIZES)) as Size[];
const rounds = Number(argument("rounds") ?? 3);
const SLUG = "bench";
const SUBJECTS = ["switchback", "recogito"] as const;
type SubjectName = (typeof SUBJECTS)[number];
type Run = Measures & { readonly heapMB: number };

const server = await startServer();
const peer = await servePeer();
const runs: { readonly subject: SubjectName; readonly size: Size; readonly run: Run }[] = [];
try {
  const token = await setUp(server.origin);
  const traces = await fill(token);
  for (const size of sizes)
    for (let round = 0; round < rounds; round++)
      for (const subject of round % 2 === 0 ? SUBJECTS : SUBJECTS.toReversed()) {
        const browser = await openBrowser();
        try {
          const run = subject === "switchback" ? await measureWorkbench(browser, traces.get(size)!, size) : await measureRecogito(browser, size);
          runs.push({ subject, size, run });
          process.stderr.write(`${size} ${subject} ${JSON.stringify(run)}\n`);
        } finally {
          await browser.close();
        }
      }
} finally {
  peer.close();
  await server.stop();
}
print();

/** The three traces with their spans as the caller's own annotation, over the HTTP API. */
async function fill(token: string): Promise<ReadonlyMap<Size, string>> {
  await api(server.origin, token, "POST", "/projects", { slug: SLUG, name: "Bench", preset: "longcot-error-correction" });
  const lines = sizes.map((size) => JSON.stringify({ id: size, prompt: "🙂 How many paths are there?", cot: workload(size).text, answer: "448" }));
  const response = await fetch(`${server.origin}/api/v1/projects/${SLUG}/imports?commit=true&format=auto&name=bench.jsonl`, { method: "POST", headers: { authorization: `Bearer ${token}`, "content-type": "application/x-ndjson" }, body: lines.join("\n") });
  if (!response.ok) throw new Error(`import: ${await response.text()}`);
  const found = new Map<Size, string>();
  for (let attempt = 0; found.size < sizes.length; attempt++) {
    if (attempt > 400) throw new Error("the traces were not imported");
    await new Promise((go) => { setTimeout(go, 250); });
    const { items } = await api<{ items: { id: string; externalId: string }[] }>(server.origin, token, "GET", `/projects/${SLUG}/traces`);
    for (const { id, externalId } of items) found.set(externalId as Size, id);
  }
  for (const [size, trace] of found) {
    const { text, spans } = workload(size);
    const body = spans.map(({ id, label, start, end }) => ({ id, field: "cot", label, start, end, quote: text.slice(start, end), attributes: {}, certainty: "sure", note: "" }));
    await api(server.origin, token, "PUT", `/projects/${SLUG}/traces/${trace}/annotations/mine`, { revision: 0, spans: body, relations: [], answers: {} });
  }
  return found;
}

async function measureWorkbench(browser: Browser, trace: string, size: Size): Promise<Run> {
  const { text } = workload(size);
  const page = await freshPage(browser);
  await signIn(page, server.origin);
  await page.addInitScript(watchOpening);
  await page.goto(`${server.origin}/projects/${SLUG}/traces/${trace}`);
  await page.waitForFunction(() => "benchOpen" in window, undefined, { timeout: 120_000 });
  await page.waitForTimeout(2_500);
  const open = await page.evaluate(() => (window as unknown as { benchOpen: number }).benchOpen);
  const heapMB = await heap(page);
  await page.evaluate((source) => { (window as unknown as { benchText: string }).benchText = source; }, text);
  await page.evaluate(registerWorkbench);
  return { open, heapMB, ...(await page.evaluate(timeWork, { name: "switchback", spans: work(text) })) };
}

async function measureRecogito(browser: Browser, size: Size): Promise<Run> {
  const made = workload(size);
  const page = await freshPage(browser);
  await page.goto(peer.url);
  const open = await page.evaluate(timeOpen, { work: made, name: "recogito" });
  await page.waitForTimeout(1_000);
  const heapMB = await heap(page);
  return { open, heapMB, ...(await page.evaluate(timeWork, { name: "recogito", spans: work(made.text) })) };
}

function work(text: string): WorkSpan[] {
  return places(text).map(({ start, end }, k) => ({ id: `new${k}`, label: "verification", start, end }));
}

async function freshPage(browser: Browser): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: "en-GB" });
  page.setDefaultTimeout(180_000);
  await page.addInitScript({ content: "globalThis.__name = (value) => value" }); // tsx names functions with it
  return page;
}

/** In the page: from the moment that the workbench has its data (it marks it) to the paint that shows the first span, and two frames. */
function watchOpening(): void {
  const look = (): void => {
    const from = performance.getEntriesByName("switchback:open")[0];
    if (!from || !document.querySelector(".wb-text mark")) { requestAnimationFrame(look); return; }
    requestAnimationFrame(() => requestAnimationFrame(() => { Object.assign(window, { benchOpen: performance.now() - from.startTime }); }));
  };
  requestAnimationFrame(look);
}

async function heap(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  await session.send("HeapProfiler.collectGarbage");
  const { metrics } = await session.send("Performance.getMetrics");
  return (metrics.find(({ name }) => name === "JSHeapUsedSize")?.value ?? 0) / 1e6;
}

async function servePeer(): Promise<{ readonly url: string; close(): void }> {
  const { outputFiles } = await build({ entryPoints: ["bench/surface/recogito-page.ts"], outdir: "out", bundle: true, minify: true, format: "iife", write: false, logLevel: "error", loader: { ".woff2": "dataurl" }, define: { "process.env.NODE_ENV": '"production"' } });
  const script = outputFiles.find(({ path }) => path.endsWith(".js"))!.text;
  const style = outputFiles.find(({ path }) => path.endsWith(".css"))?.text ?? "";
  const css = `${style} html,body{margin:0;height:100%;font:16px/24px serif} .scroll{height:100%;overflow:auto;position:relative} .pre{white-space:pre-wrap;max-width:700px;padding:0 24px;position:relative}`;
  const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>recogito</title><link rel="stylesheet" href="/style.css"><body><div id="host"></div><script src="/page.js"></script></body></html>`;
  const files: Readonly<Record<string, readonly [type: string, body: string]>> = { "/": ["text/html", html], "/page.js": ["text/javascript", script], "/style.css": ["text/css", css] };
  const http = createServer((request, answer) => {
    const file = files[new URL(request.url ?? "/", "http://localhost").pathname];
    answer.writeHead(file ? 200 : 404, { "content-type": `${file?.[0] ?? "text/plain"}; charset=utf-8` });
    answer.end(file?.[1] ?? "");
  });
  await new Promise<void>((go) => { http.listen(0, "127.0.0.1", go); });
  const address = http.address();
  if (!address || typeof address === "string") throw new Error("no port");
  return { url: `http://127.0.0.1:${address.port}/`, close: () => http.close() };
}

function print(): void {
  const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
  const of = (subject: SubjectName, size: Size, key: keyof Run): number => median(runs.filter((one) => one.subject === subject && one.size === size).map(({ run }) => run[key]));
  const keys = ["open", "add", "addWorst", "remove", "scrollTask", "heapMB"] as const;
  const { version } = JSON.parse(readFileSync("node_modules/@recogito/text-annotator/package.json", "utf8")) as { version: string };
  console.log(`\nmedian of ${rounds}; ms, MB; recogito text-annotator ${version}\n`);
  console.log(["size", "surface", ...keys].map((cell) => cell.padEnd(12)).join(""));
  for (const size of sizes) {
    for (const subject of SUBJECTS) console.log([size, subject, ...keys.map((key) => of(subject, size, key).toFixed(1))].map((cell) => cell.padEnd(12)).join(""));
    console.log([size, "ratio", `${(of("recogito", size, "open") / of("switchback", size, "open")).toFixed(1)} ×`, `${(of("recogito", size, "add") / of("switchback", size, "add")).toFixed(1)} ×`].map((cell) => cell.padEnd(12)).join(""));
  }
  mkdirSync("bench/results", { recursive: true });
  writeFileSync("bench/results/surface.json", `${JSON.stringify({ at: new Date().toISOString(), runs }, null, 1)}\n`);
}
