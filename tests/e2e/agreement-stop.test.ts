import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { api, openBrowser, openPage, setUp, signIn } from "./browser";
import { startServer, type RunningServer } from "./server";

/** So much that γ takes many seconds: a computation that is over before anybody can press would show nothing. */
const TRACES = 120;
const SPANS = 100;
const SENTENCE = [..."Wait, that is 3·4 = 12 🙂 and no more than that. "];
const CHARACTERS = Array.from({ length: SPANS }, () => SENTENCE).flat();
const COT = CHARACTERS.join("");

let server: RunningServer;
let browser: Browser;

/** One trace that three people finished, as a line of a native file; their borders differ a little. */
function finishedTrace(n: number): string {
  const annotations = ["a1", "a2", "a3"].map((handle, who) => ({
    id: `an-${n}-${who}`, layer: `annotator:${handle}`, annotator: handle, pass: "behaviour", codebook: { key: "longcot-error-correction", version: 1 }, status: "submitted", flagged: false, empty: false, revision: SPANS + 1,
    spans: Array.from({ length: SPANS }, (_, k) => {
      const start = k * SENTENCE.length + ((n + k * (who + 1)) % 5);
      const end = start + 20 + ((n + k + who) % 7);
      return { id: `s${k}`, field: "cot", label: "candidate_answer", start, end, quote: CHARACTERS.slice(start, end).join(""), attributes: {}, certainty: "sure", note: "", provenance: { origin: "made" } };
    }),
    relations: [], answers: {}, submitted_at: "2026-01-01T00:00:00.000Z",
  }));
  return JSON.stringify({ format: "switchback-trace/1", id: `t-${n}`, prompt: `Prompt ${n} 🙂`, cot: COT, model: "m", checkpoint: { name: "step-1", step: 1 }, sample: 0, metadata: {}, annotations });
}

beforeAll(async () => {
  const study = Array.from({ length: TRACES }, (_, n) => finishedTrace(n)).join("\n"); // before the server is asked anything: a connection that rests too long is closed
  [server, browser] = await Promise.all([startServer(), openBrowser()]);
  const token = await setUp(server.origin);
  await api(server.origin, token, "POST", "/projects", { slug: "long", name: "A long study 🙂", preset: "longcot-error-correction" });
  const sent = await fetch(`${server.origin}/api/v1/projects/long/imports?commit=true&format=auto&name=study.jsonl`, {
    method: "POST", headers: { authorization: `Bearer ${token}`, "content-type": "application/x-ndjson" }, body: `${study}\n`,
  });
  expect(sent.ok).toBe(true);
  const { id } = await sent.json() as { id: string };
  for (let state = ""; state !== "done"; ({ state } = await api<{ state: string }>(server.origin, token, "GET", `/projects/long/imports/${id}`))) await new Promise((go) => setTimeout(go, 150));
}, 150_000);
afterAll(async () => { await browser?.close(); await server?.stop(); });

test("G21: a computation under way is stopped by its button, and can be asked for again", async () => {
  const { page, faults } = await openPage(browser);
  await signIn(page, server.origin);
  await page.goto(`${server.origin}/projects/long/agreement?gamma=yes`);
  const stop = page.getByRole("button", { name: "Stop", exact: true });
  await stop.click();
  await page.getByText("The computation was stopped. Nothing is kept of it.").waitFor();
  await page.reload();
  await stop.waitFor(); // nothing was kept: it begins anew
  await stop.click();
  await page.getByRole("button", { name: "Compute again" }).click();
  await stop.waitFor();
  await stop.click();
  await page.getByText("The computation was stopped. Nothing is kept of it.").waitFor();
  // The panel without γ is its own computation, which nobody stopped.
  await page.goto(`${server.origin}/projects/long/agreement`);
  await page.getByRole("heading", { name: "Agreement", level: 1 }).waitFor();
  await page.getByText("Candidate answer").first().waitFor();
  expect(faults).toEqual([]);
});
