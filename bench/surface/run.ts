// npm run bench:surface [-- --sizes=20k,130k,1m] [--rounds=3] [--leaps] [--peers=FOLDER]: the shipped workbench (production build, with inspector, reasoning map and overview strip) beside recogito's text-annotator
// and Label Studio's front end, in one run, each in a fresh browser, in alternating order. Measures: performance.md, "Text surface"; ratios count, seconds do not.
// Label Studio is measured where it is installed: copy ../shared/peers, `npm install --legacy-peer-deps --ignore-scripts` there, and name the copy with --peers. It takes minutes at 1m, so it gets one round there.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { api, openBrowser, setUp, signIn } from "@/tests/e2e/browser";
import { startServer } from "@/tests/e2e/server";
import { timeOpen, timeWork, type Measures } from "./clock";
import { findLabelStudio, servePeers } from "./peer-pages";
import { places, SIZES, workload, type Size, type WorkSpan } from "./workload";
import { registerWorkbench } from "./workbench-subject";

const argument = (name: string): string | undefined => process.argv.find((each) => each.startsWith(`--${name}=`))?.split("=")[1];
const sizes = (argument("sizes")?.split(",") ?? Object.keys(SIZES)) as Size[];
const rounds = Number(argument("rounds") ?? 3);
const leaps = process.argv.includes("--leaps");
const SLUG = "bench";
type SubjectName = "switchback" | "recogito" | "label-studio";
type Run = Measures & { readonly heapMB: number };

const labelStudio = findLabelStudio(argument("peers"));
if (!labelStudio) console.log("Label Studio is left out: it is not installed (see the head of bench/surface/run.ts)");
const subjects: readonly SubjectName[] = ["switchback", "recogito", ...(labelStudio ? ["label-studio" as const] : [])];

const server = await startServer();
const peers = await servePeers(labelStudio);
const runs: { readonly subject: SubjectName; readonly size: Size; readonly run: Run }[] = [];
try {
  const token = await setUp(server.origin);
  const traces = await fill(token);
  for (const size of sizes)
    for (let round = 0; round < rounds; round++)
      for (const subject of round % 2 === 0 ? subjects : subjects.toReversed()) {
        if (subject === "label-studio" && size === "1m" && round > 0) continue;
        const browser = await openBrowser();
        try {
          const run = subject === "switchback" ? await measureWorkbench(browser, traces.get(size)!, size) : await measurePeer(browser, subject, size);
          runs.push({ subject, size, run });
          process.stderr.write(`${size} ${subject} ${JSON.stringify(run)}\n`);
        } finally {
          await browser.close();
        }
      }
} finally {
  peers.close();
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
  await page.goto(`${server.origin}/projects/${SLUG}/traces/${trace}`, { waitUntil: "commit" });
  const open = await opened(page);
  const heapMB = await heap(page);
  await page.evaluate((source) => { (window as unknown as { benchText: string }).benchText = source; }, text);
  await page.evaluate(registerWorkbench);
  return { open, heapMB, ...(await page.evaluate(timeWork, { name: "switchback", spans: work(text), leaps })) };
}

async function measurePeer(browser: Browser, name: Exclude<SubjectName, "switchback">, size: Size): Promise<Run> {
  const made = workload(size);
  const page = await freshPage(browser);
  await page.goto(name === "recogito" ? peers.recogito : peers.labelStudio!);
  await page.waitForFunction(() => performance.now() > 300); // in a page's first quarter of a second recogito's history joins a change to an entry that is not there, and fails
  const open = await page.evaluate(timeOpen, { work: made, name });
  await page.waitForTimeout(1_000);
  const heapMB = await heap(page);
  return { open, heapMB, ...(await page.evaluate(timeWork, { name, spans: work(made.text), leaps })) };
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

/** ms from data to paint. Nothing is asked of the page while it opens: the driver's own script would be read and run in the midst of it. */
async function opened(page: Page): Promise<number> {
  for (let attempt = 0; attempt < 24; attempt++) {
    await page.waitForTimeout(5_000);
    const open = await page.evaluate(() => (window as unknown as { benchOpen?: number }).benchOpen ?? null);
    if (open !== null) return open;
  }
  throw new Error("the workbench did not open within two minutes");
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

function print(): void {
  const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
  const of = (subject: SubjectName, size: Size, key: keyof Run): number => median(runs.filter((one) => one.subject === subject && one.size === size).map(({ run }) => run[key]));
  const keys = ["open", "add", "addWorst", "remove", "scrollTask", "heapMB"] as const;
  const versionIn = (folder: string): string => (JSON.parse(readFileSync(`${folder}/package.json`, "utf8")) as { version: string }).version;
  const row = (cells: readonly string[]): void => console.log(cells.map((cell) => cell.padEnd(14)).join(""));
  console.log(`\nmedian of ${rounds}; ms, MB; scrolled by ${leaps ? "at most 300 leaps" : "0.9 of a screen"} a frame; recogito text-annotator ${versionIn("node_modules/@recogito/text-annotator")}${labelStudio ? `, Label Studio ${versionIn(labelStudio)}` : ""}\n`);
  row(["size", "surface", ...keys]);
  for (const size of sizes) {
    for (const subject of subjects) row([size, subject, ...keys.map((key) => of(subject, size, key).toFixed(1))]);
    for (const peer of subjects.slice(1)) row([size, `× ${peer}`, ...(["open", "add"] as const).map((key) => `${(of(peer, size, key) / of("switchback", size, key)).toFixed(1)} ×`)]);
  }
  mkdirSync("bench/results", { recursive: true });
  writeFileSync("bench/results/surface.json", `${JSON.stringify({ at: new Date().toISOString(), runs }, null, 1)}\n`);
}
