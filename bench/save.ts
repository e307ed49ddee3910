// npm run bench:save [-- --home=pglite|postgresql] [--seconds=10]: the production build under 32 connections (performance.md, Server):
// saving one span operation on 130k-character traces with 500 spans, opening such a trace with its annotation, and claiming from 10,000 assignments, 100 at once.
// An annotator holds one live claim and one ahead (contract.md, Queue), so claims alone are made by 2,000 people who claim twice each; claims by 100 people are handed back in between.
import { mkdirSync, writeFileSync } from "node:fs";
import { codePoint, offsetMap, sliceRange } from "@/core/text/offset";
import type { Home } from "@/data/database";
import { HOMES } from "@/data/database";
import type { Measured } from "./load";
import { connection, each, load } from "./load";
import type { Running } from "./production-server";
import { withProductionServer } from "./production-server";
import type { SaveSeed } from "./save-seed";
import { LENGTH, SLUG, seedSave } from "./save-seed";

const argument = (name: string): string | undefined => process.argv.find((each) => each.startsWith(`--${name}=`))?.split("=")[1];
const only = argument("home");
const seconds = Number(argument("seconds") ?? 10);
const CONNECTIONS = 32;
const AT_ONCE = 100;
const ANNOTATORS = 2000;
const SPANS = 500;

async function measure({ url, cpuSeconds }: Running, { tokens, traces, cot }: SaveSeed): Promise<Record<string, Measured>> {
  const map = offsetMap(cot);
  const base = `/api/v1/projects/${SLUG}`;
  const people = tokens.slice(0, AT_ONCE).map((token) => connection(url, token));
  const mine = traces.map((trace) => `${base}/traces/${trace}/annotations/mine`);
  const addSpan = (k: number) => {
    const start = codePoint((k * 251) % (LENGTH - 200));
    const end = codePoint(start + 60);
    return { opId: `op-${k}`, type: "addSpan", span: { id: `s-${k}`, field: "cot", label: "candidate_answer", start, end, quote: sliceRange(map, { start, end }) } };
  };
  const expect = async (worker: number, method: string, path: string, body: unknown, statuses: readonly number[], as?: string): Promise<string> => {
    const answer = await people[worker]!.send(method, path, body, as);
    if (!statuses.includes(answer.status)) throw new Error(`${method} ${path} answered ${answer.status}: ${answer.body.slice(0, 300)}`);
    return answer.body;
  };
  const revisions = new Array<number>(CONNECTIONS).fill(SPANS);
  await Promise.all(mine.map((path, k) => expect(k, "POST", `${path}/operations`, { revision: 0, operations: Array.from({ length: SPANS }, (_, n) => addSpan(n)) }, [200])));

  const open = await load(CONNECTIONS, seconds, async (worker) => {
    await expect(worker, "GET", `${base}/traces/${traces[worker]!}`, undefined, [200]);
    await expect(worker, "GET", mine[worker]!, undefined, [200]);
  }, cpuSeconds);
  const save = await load(CONNECTIONS, seconds, async (worker) => {
    const revision = revisions[worker]!++;
    await expect(worker, "POST", `${mine[worker]!}/operations`, { revision, operations: [addSpan(revision)] }, [200]);
  }, cpuSeconds);
  const given = new Set<string>();
  const claimOnce = async (worker: number, body: object, as?: string): Promise<string> => {
    const { assignment: { id } } = JSON.parse(await expect(worker, "POST", `${base}/queue/claim`, body, [200], as)) as { assignment: { id: string } };
    if (given.has(id)) throw new Error(`${id} was given twice`);
    given.add(id);
    return id;
  };
  await each(AT_ONCE, ANNOTATORS, async (worker, k) => { await expect(worker, "GET", base, undefined, [200], tokens[k]!); }, cpuSeconds); // they have signed in before they claim
  const claim = await each(AT_ONCE, 2 * ANNOTATORS, async (worker, k) => { await claimOnce(worker, k < ANNOTATORS ? {} : { prefetch: true }, tokens[k % ANNOTATORS]!); }, cpuSeconds);
  await each(AT_ONCE, AT_ONCE, async (worker) => {
    for (const prefetch of [false, true]) {
      const { assignment } = JSON.parse(await expect(worker, "POST", `${base}/queue/claim`, { prefetch }, [200])) as { assignment: { id: string } };
      await expect(worker, "POST", `${base}/queue/${assignment.id}/skip`, { reason: "bench" }, [204]);
    }
  }, cpuSeconds);
  const pair = await load(AT_ONCE, seconds, async (worker) => {
    const id = await claimOnce(worker, {});
    await expect(worker, "POST", `${base}/queue/${id}/skip`, { reason: "bench" }, [204]);
  }, cpuSeconds);
  for (const person of people) person.close();
  return { "save one operation": save, "open a trace with its annotation": open, "claim": claim, "claim and skip": pair };
}

const results: { home: Home; work: Record<string, Measured> }[] = [];
for (const home of HOMES.filter((each) => only === undefined || each === only)) {
  const work = await withProductionServer(home, (db) => seedSave(db, CONNECTIONS, ANNOTATORS), measure);
  if (!work) console.log("PostgreSQL: not on this machine");
  else {
    results.push({ home, work });
    console.log(`${home}: ${CONNECTIONS} connections, ${LENGTH / 1000}k characters, ${SPANS} spans; claims from 10,000 assignments, ${AT_ONCE} at once`);
    console.table(work);
  }
}
mkdirSync("bench/results", { recursive: true });
writeFileSync("bench/results/save.json", `${JSON.stringify({ at: new Date().toISOString(), node: process.version, connections: CONNECTIONS, length: LENGTH, spans: SPANS, results }, null, 2)}\n`);
