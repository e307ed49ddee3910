import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { accessibilityFaults } from "./accessibility";
import { api, keepPicture, openBrowser, openPage, setUp, signIn } from "./browser";
import { startServer, type RunningServer } from "./server";
import { projectWithTrace, TRACE } from "./workbench-fixture";

let server: RunningServer;
let browser: Browser;
let token: string;
let trace: string;

interface Person { readonly handle: string; readonly email: string; readonly password: string }
const PEOPLE: readonly Person[] = [
  { handle: "p-03", email: "bo@example.org", password: "the second stone is red" },
  { handle: "p-11", email: "cy@example.org", password: "the third stone is grey" },
];

const at = (quote: string) => {
  const start = Array.from(TRACE.cot.slice(0, TRACE.cot.indexOf(quote))).length;
  return { field: "cot", start, end: start + Array.from(quote).length, quote };
};
const WORK: Readonly<Record<string, readonly { label: string; quote: string; attributes?: object }[]>> = {
  "p-03": [
    { label: "verification", quote: "Wait, let me check that: $120 + 44 = 164$, not $174$." },
    { label: "candidate_answer", quote: "Hence $a_6 = 448$." },
    { label: "verification", quote: "from $120$ and $44$." },
  ],
  "p-11": [
    { label: "backtracking", quote: "Wait, let me check that: $120 + 44 = 164$, not $174$." },
    { label: "candidate_answer", quote: "Hence $a_6 = 448$." },
  ],
};

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), openBrowser()]);
  token = await setUp(server.origin);
  trace = await projectWithTrace(server.origin, token, "paths");
  for (const { handle, email, password } of PEOPLE) {
    await api(server.origin, token, "POST", "/users", { email, password, name: `${handle} 🙂` });
    await api(server.origin, token, "POST", "/projects/paths/members", { email, role: "annotator", handle });
  }
});
afterAll(async () => { await browser?.close(); await server?.stop(); });

/** Labels and submits in the person's own browser, through the API that the workbench uses. */
async function finish(page: Page, { handle }: Person): Promise<void> {
  const operations = [...WORK[handle]!.map((span, k) => ({ opId: `o${k}`, type: "addSpan", span: { id: `s${k}`, label: span.label, ...at(span.quote) } })), { opId: "done", type: "submit" }];
  const status = await page.evaluate(async ([path, body]) => (await fetch(path!, { method: "POST", headers: { "content-type": "application/json" }, body: body! })).text(), [`/api/v1/projects/paths/traces/${trace}/annotations/mine/operations`, JSON.stringify({ revision: 0, operations })]);
  expect(JSON.parse(status)).toMatchObject({ revision: operations.length });
}

test("J: two annotators differ, an adjudicator settles by keys alone, the gold is exported, and the annotators read what became of their work", async () => {
  for (const person of PEOPLE) {
    const { page } = await openPage(browser);
    await signIn(page, server.origin, person);
    await finish(page, person);
    await page.context().close();
  }
  const { page, faults } = await openPage(browser);
  await signIn(page, server.origin);
  await page.goto(`${server.origin}/projects/paths/adjudication`);
  await page.getByRole("link", { name: TRACE.id }).click();
  await page.getByRole("heading", { name: "2 of 2 disagreements are open" }).waitFor();
  await page.locator(".aj-bar").first().waitFor();
  await expect.poll(() => page.locator('.aj-lane[data-result="true"]').count()).toBeGreaterThan(0);
  expect(await accessibilityFaults(page)).toEqual([]);
  await keepPicture(page, "adjudication");

  // The largest first: verification or backtracking. The second reading, with a reason.
  await page.waitForFunction(() => document.activeElement?.classList.contains("aj-score"));
  await page.keyboard.press("Tab");
  await page.getByRole("button", { name: "Accept p-11" }).waitFor();
  await page.keyboard.press("r");
  await page.keyboard.type("it goes back to 174 🙂");
  await page.keyboard.press("Enter");
  await page.keyboard.press("a");
  await page.getByRole("heading", { name: "1 of 2 disagreements is open" }).waitFor();
  // The other one by hand: one word less at its start.
  await page.keyboard.press("e");
  await page.getByText("Your own reading.").waitFor();
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "0 of 2 disagreements are open" }).waitFor();
  await page.keyboard.press("Control+Enter");
  await page.getByText("The result is submitted.").waitFor();
  await keepPicture(page, "adjudication-settled");
  expect(faults).toEqual([]);

  const exported = await fetch(`${server.origin}/api/v1/projects/paths/export.jsonl?layer=gold`, { headers: { authorization: `Bearer ${token}` } });
  const { annotations } = JSON.parse((await exported.text()).trim()) as { annotations: { layer: string; status: string; spans: { label: string; quote: string; provenance: { origin: string; source?: string } }[] }[] };
  expect(annotations.map(({ layer, status }) => [layer, status])).toEqual([["gold", "submitted"]]);
  expect(annotations[0]!.spans.map(({ label, quote, provenance }) => [label, quote, provenance.origin])).toEqual(expect.arrayContaining([
    ["backtracking", WORK["p-11"]![0]!.quote, "accepted"], ["verification", "$120$ and $44$.", "edited"],
  ]));
  await page.context().close();

  const other = await openPage(browser);
  await signIn(other.page, server.origin, PEOPLE[0]!);
  await other.page.goto(`${server.origin}/projects/paths/adjudication`);
  await other.page.getByRole("main").getByRole("link", { name: TRACE.id }).click();
  await other.page.getByText("it goes back to 174 🙂").waitFor();
  expect(await accessibilityFaults(other.page)).toEqual([]);
  await keepPicture(other.page, "adjudication-feedback");
  expect(other.faults).toEqual([]);
});
