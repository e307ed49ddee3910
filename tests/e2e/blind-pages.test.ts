import type { Page, Response } from "playwright-core";
import { describe, expect, test } from "vitest";
import { openPage, signIn } from "./browser";
import { setStage, type Stage } from "./stage";

const CHECKPOINTS = ["hush-early", "hush-middle", "hush-late"];
/** What no answer to a blind reader's browser may hold, each written so that nothing else could be it. */
const HIDDEN = /hush-|776001|776002|776003|0\.73456|1\.73456|2\.73456|0\.91827|1\.91827|2\.91827|\\*"correct\\*":(?:true|false)/i;
/** Part of a page's address in the project, or of a file's. */
const PAGES = ["", "/traces", "/traces?q=seven", "/traces?sort=length", "/work", "/imports", "/imports/near-duplicates", "/codebook", "/codebook/draft", "/rounds", "/agreement", "/adjudication", "/adjudication?state=done", "/adjudication/flags", "/emergence", "/emergence/detectors", "/emergence/report", "/releases", "/releases/new", "/releases/compare", "/team", "/audit", "/settings"];
const PEOPLE = [["p-21", "annotator"], ["p-22", "adjudicator"], ["o-01", "annotator"], ["o-02", "annotator"]] as const;
const person = (handle: string) => ({ email: `${handle}@example.org`, password: `three stones for ${handle}` });

let traces: readonly string[] = [];
let release = "";

const stage = setStage(async (made) => {
  await made.api("POST", "/projects", { slug: "quiet", name: "Quiet paths 🙂", preset: "longcot-error-correction" });
  const rows = CHECKPOINTS.map((name, step) => JSON.stringify({
    id: `hush-${step}`, prompt: `Which of seven? 🙂 ${step}`, cot: `🙂 So 7.\n\nWait, 3+4=7, yes.\n\n${step}`, answer: "7", model: "hush-model", checkpoint: { name, step: 776_001 + step }, sample: 0, dataset: "hush-data",
    reference_answer: "hush-reference", correct: step === 2, reward: 0.73456 + step, kl: 0.91827 + step, metadata: { "hush-key": "hush-value" },
  }));
  const sent = await fetch(`${made.origin}/api/v1/projects/quiet/imports?commit=true&format=auto&name=hush-file.jsonl`, { method: "POST", headers: { authorization: `Bearer ${made.token}`, "content-type": "application/x-ndjson" }, body: `${rows.join("\n")}\n` });
  expect(sent.ok).toBe(true);
  traces = await until(async () => (await made.api<{ items: { id: string }[] }>("GET", "/projects/quiet/traces")).items.map(({ id }) => id), (ids) => ids.length === rows.length);
  for (const [handle, role] of PEOPLE) {
    await made.api("POST", "/users", { ...person(handle), name: `${handle} 🙂` });
    await made.api("POST", "/projects/quiet/members", { email: person(handle).email, role, handle });
  }
  // Work of others: marked, flagged, suggested, adjudicated, released.
  const span = { field: "cot", label: "verification", start: 9, end: 26, quote: "Wait, 3+4=7, yes.", note: "hush-note" };
  for (const handle of ["o-01", "o-02"]) {
    const { page } = await openPage(made.browser);
    await signIn(page, made.origin, person(handle));
    for (const trace of traces) {
      const operations = [{ opId: "a", type: "addSpan", span: { id: `hush-span-${handle}`, ...span } }, { opId: "b", type: "setFlag", from: { flagged: false, comment: "" }, to: { flagged: true, comment: "hush-flag" } }, { opId: "c", type: "submit" }];
      const answer = await page.evaluate(async ([path, body]) => (await fetch(path!, { method: "POST", headers: { "content-type": "application/json" }, body: body! })).status, [`/api/v1/projects/quiet/traces/${trace}/annotations/mine/operations`, JSON.stringify({ revision: 0, operations })]);
      expect(answer).toBe(200);
    }
    await page.context().close();
  }
  await made.api("POST", "/projects/quiet/suggestions", { detector: { name: "guess", version: "1" }, items: traces.map((traceId) => ({ traceId, spans: [{ ...span, id: "hush-suggestion" }] })) });
  await made.api("POST", `/projects/quiet/adjudications/${traces[0]!}/submit`, { revision: 0 });
  release = (await made.api<{ id: string }>("POST", "/projects/quiet/releases", { name: "released 🙂", layer: "all", formats: ["jsonl"] })).id;
  await until(() => made.api<{ items: { state: string }[] }>("GET", "/projects/quiet/releases"), ({ items }) => items[0]?.state === "frozen");
  await made.api("POST", "/projects/quiet/rounds", { name: "Blind 🙂", annotators: ["p-21", "p-22"], overlap: 2, hidden: "everything" });
});

async function until<Value>(look: () => Promise<Value>, isIt: (value: Value) => boolean): Promise<Value> {
  for (;;) {
    const value = await look();
    if (isIt(value)) return value;
    await new Promise((go) => setTimeout(go, 100));
  }
}

interface Ears {
  /** Where something hidden was told. */
  readonly told: readonly string[];
  readonly heard: () => number;
  /** Waits until what was heard so far is read: once the page goes elsewhere the browser may have forgotten it. */
  readonly caughtUp: () => Promise<unknown>;
  /** Hears no more, and waits until what was heard is read: what comes while the page closes could not be read. */
  readonly settled: () => Promise<unknown>;
}

/** Reads every answer that comes into a page's browser, documents and data alike. */
function listen(page: Page): Ears {
  const told: string[] = [];
  const reading: Promise<void>[] = [];
  let heard = 0;
  const look = (where: string, text: string): void => {
    const at = text.search(HIDDEN);
    if (at >= 0) told.push(`${where} tells: …${text.slice(Math.max(0, at - 100), at + 60)}…`);
  };
  const read = async (response: Response): Promise<void> => {
    const { pathname, search } = new URL(response.url());
    if (pathname.startsWith("/_next/static/")) return; // the product's own code, the same for everybody
    look(`the address ${pathname}${search}`, decodeURIComponent(pathname + search));
    look(`headers of ${pathname}`, JSON.stringify(await response.allHeaders()));
    const body = await response.body().catch(() => null); // a redirection has none, nor has what a navigation cut off; those are asked for again below
    if (body) { heard++; look(`${response.status()} ${response.request().resourceType()} ${pathname}${search}`, body.toString("utf8")); }
  };
  const hear = (response: Response): void => void reading.push(read(response));
  page.on("response", hear);
  const caughtUp = (): Promise<unknown> => Promise.all(reading);
  return { told, heard: () => heard, caughtUp, settled: () => { page.off("response", hear); return caughtUp(); } };
}

/** Asks for an address from within the page, as HTML, as the data of a client navigation, or as a file. @returns its status */
const ask = (page: Page, path: string, headers: Readonly<Record<string, string>> = {}): Promise<number> =>
  page.evaluate(async ([address, sent]) => { const answer = await fetch(address, { headers: sent }); await answer.arrayBuffer(); return answer.status; }, [path, headers] as const);

/** Every page that there is, whether or not the reader's role opens it, and all that these link to. */
async function walk(page: Page, ears: Ears, { origin }: Stage): Promise<Map<string, number>> {
  const waiting = ["/projects", "/account", ...PAGES.map((rest) => `/projects/quiet${rest}`), ...traces.slice(0, 2).flatMap((id) => ["", "?layer=gold", `?layer=${encodeURIComponent("annotator:o-01")}`, "/ranking"].map((rest) => `/projects/quiet/traces/${id}${rest}`)), ...traces.slice(0, 1).flatMap((id) => ["", "?view=feedback"].map((rest) => `/projects/quiet/adjudication/${id}${rest}`)), `/projects/quiet/releases/${release}`, "/projects/quiet/team/o-01"];
  const statuses = new Map<string, number>();
  /** A page with other words in its address is the same page: one of each kind is enough. */
  const kinds = new Map<string, number>();
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const { pathname, searchParams } = new URL(path, origin);
    const kind = `${pathname} ${[...searchParams.keys()].sort().join(" ")}`;
    const before = kinds.get(kind) ?? 0;
    if (statuses.has(path) || before === 1) continue;
    kinds.set(kind, before + 1);
    const answer = await page.goto(origin + path, { waitUntil: "domcontentloaded" });
    await page.locator("main, .wb").first().waitFor();
    statuses.set(path, answer!.status());
    await ask(page, path, { RSC: "1" });
    await ears.caughtUp();
    for (const href of await page.locator("a[href^='/projects']").evaluateAll((links) => links.map((link) => link.getAttribute("href")!))) if (!statuses.has(href) && !waiting.includes(href)) waiting.push(href);
  }
  return statuses;
}

describe.each(["p-21", "p-22"] as const)("H10: %s, who labels blind", (handle) => {
  test("H10: no page, no data of a navigation and no file in their browser tells what the round hides", async () => {
    const { page } = await openPage(stage.browser);
    const ears = listen(page);
    await signIn(page, stage.origin, person(handle));

    // The queue: a trace is claimed and opened.
    await page.goto(`${stage.origin}/projects/quiet/queue`);
    await page.waitForURL((url) => url.searchParams.has("assignment"));
    await page.locator(".wb-p").first().waitFor();
    expect(await page.content()).not.toMatch(HIDDEN);

    const statuses = await walk(page, ears, stage);
    expect([...statuses.values()].filter((status) => status === 200).length).toBeGreaterThan(20);

    // From section to section without a new document.
    await page.goto(`${stage.origin}/projects/quiet/work`);
    const sections = await page.locator("header nav a[href^='/projects/quiet/']").evaluateAll((links) => links.map((link) => link.getAttribute("href")!));
    expect(sections.length).toBeGreaterThan(3);
    for (const href of sections) {
      await page.locator(`header nav a[href='${href}']`).first().click();
      await page.waitForURL((url) => url.pathname === href);
      await page.getByRole("main").getByRole("heading", { level: 1 }).first().waitFor();
      expect(await page.content(), href).not.toMatch(HIDDEN);
    }

    // Files, and what the pages' own requests could be turned into.
    const at = "/api/v1/projects/quiet";
    for (const path of [`${at}/export.jsonl?layer=all`, `${at}/traces?limit=100`, `${at}/traces/${traces[0]!}`, `${at}/traces/${traces[1]!}/annotations`, `${at}/releases/${release}/files/traces.jsonl`, `${at}/releases/${release}/files/manifest.json`, `${at}/imports`, `${at}/agreement`, `${at}/adjudications`, `${at}/adjudications/${traces[0]!}`, `${at}/flags`, `${at}/emergence`, `${at}/dawid-skene`, `${at}/detectors`, `${at}/audit`]) await ask(page, path);

    await ears.settled();
    expect(ears.heard()).toBeGreaterThan(100);
    expect(ears.told).toEqual([]);
    await page.context().close();
  }, 300_000);
});

test("H10: the same walk by who may see it all does find it", async () => {
  const { page } = await stage.signedIn();
  const ears = listen(page);
  for (const path of ["/traces", `/traces/${traces[0]!}`, "/imports"]) {
    await page.goto(`${stage.origin}/projects/quiet${path}`);
    await page.locator("main, .wb").first().waitFor();
    await ask(page, `/projects/quiet${path}`, { RSC: "1" });
    await ears.caughtUp();
  }
  await ears.settled();
  for (const secret of ["hush-model", "hush-early", "hush-file", "776001"]) expect(ears.told.some((text) => text.toLowerCase().includes("hush") || text.includes(secret)), secret).toBe(true);
  expect(ears.told.length).toBeGreaterThan(5);
  await page.context().close();
});
