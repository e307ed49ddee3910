import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { SEED_FIVE } from "@/core/detectors/built-in-lexicons";
import type { JudgeSettings } from "@/core/detectors/judge-settings";
import { judgeSettingsSchema } from "@/core/detectors/judge-settings";
import { currentCodebook } from "@/data/codebooks";
import type { Database } from "@/data/database";
import { detectorById, outputsOf } from "@/data/detector-runs";
import { detectorLayers } from "@/data/detectors";
import { setJudgeConsent } from "@/data/judge-consent";
import { newId } from "@/data/id";
import { cancelJob, enqueueJob, jobById } from "@/data/jobs";
import { previewLexicon } from "@/features/emergence/preview-lexicon";
import { startJudge } from "@/features/emergence/start-judge";
import { startLexicon } from "@/jobs/start-lexicon";
import { endpointRefusal, isPrivate } from "@/jobs/judge-endpoint";
import { startJobs } from "@/jobs/runner";
import { newTrace, newWorld, NOW } from "./fixtures";
import type { World } from "./fixtures";
import { onBothHomes } from "./homes";

type Reply = (request: { readonly body: string; readonly at: number }, response: ServerResponse) => void;
const servers: Server[] = [];
afterEach(() => { for (const server of servers.splice(0)) server.close(); });

/** A stand-in for an endpoint. @returns its host with port, and what it was sent */
async function endpoint(reply: Reply): Promise<{ host: string; bodies: string[] }> {
  const bodies: string[] = [];
  const server = createServer((request: IncomingMessage, response) => {
    let body = "";
    request.on("data", (part: Buffer) => { body += part.toString("utf8"); });
    request.on("end", () => { bodies.push(body); reply({ body, at: bodies.length - 1 }, response); });
  });
  servers.push(server);
  await new Promise<void>((resolve) => { server.listen(0, "127.0.0.1", resolve); });
  return { host: `127.0.0.1:${(server.address() as AddressInfo).port}`, bodies };
}

const says = (response: ServerResponse, content: string): void => {
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify({ choices: [{ message: { content } }], usage: { prompt_tokens: 1000, completion_tokens: 100 } }));
};
const GOOD = JSON.stringify({ spans: [{ step: 2, label: "verification", quote: "Wait, 3+4=7, yes." }] });

async function runAll(db: Database, world: World, job: string, hosts: readonly string[] = []): Promise<string> {
  const runner = startJobs(db, { idle: 20, judge: { hosts, key: "secret" } });
  try {
    for (;;) {
      const held = await jobById(db, world.projectId, job);
      if (held && !["queued", "running"].includes(held.state)) return held.error ?? held.state;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  } finally {
    await runner.stop();
  }
}

onBothHomes("detectors", (home) => {
  const settings = (host: string, more: Partial<JudgeSettings> = {}): JudgeSettings => judgeSettingsSchema.parse({ name: "judge", endpoint: `http://${host}/v1`, model: "stand-in", labels: ["verification", "branching"], concurrency: 2, ...more });
  const judged = async (world: World, host: string, more: Partial<JudgeSettings> = {}) => {
    await setJudgeConsent(home.db, world.projectId, true);
    return startJudge(home.db, world.projectId, settings(host, more), (await currentCodebook(home.db, world.projectId))!, NOW);
  };

  test("X9: a lexicon reads every trace once; the same words are the same detector and read only what is new", async () => {
    const world = await newWorld(home.db);
    const first = await newTrace(home.db, world.projectId);
    const started = await startLexicon(home.db, world.projectId, SEED_FIVE, NOW);
    expect(await detectorLayers(home.db, world.projectId, first)).toEqual([]);
    expect(await runAll(home.db, world, started.job)).toBe("done");
    expect(await detectorLayers(home.db, world.projectId, first)).toMatchObject([{ layer: started.layer, spans: [{ label: "verification", quote: "Wait" }] }]);
    const second = await newTrace(home.db, world.projectId, { cot: "🙂 However, no." });
    const again = await startLexicon(home.db, world.projectId, { ...SEED_FIVE }, NOW);
    expect(again.id).toBe(started.id);
    expect(await runAll(home.db, world, again.job)).toBe("done");
    expect(await outputsOf(home.db, world.projectId, started.id, [first, second])).toHaveProperty("size", 2);
    expect((await jobById(home.db, world.projectId, again.job))!.progress).toEqual({ done: 1, total: 1 });
  });

  /** Each hit is looked for through the whole text: 15,000 walks through 60,000 characters, half a minute. */
  const SLOW = { name: "slow", lists: [{ label: "verification", language: "en" as const, cues: [], patterns: ["the[\\s\\S]*☃|the"] }] };
  const LONG = `🙂 ${"the ".repeat(15_000)}`;

  test("X2: while a pattern takes long on one trace others have their turn, and its run can be stopped", async () => {
    const world = await newWorld(home.db);
    const trace = await newTrace(home.db, world.projectId, { cot: LONG });
    const started = await startLexicon(home.db, world.projectId, SLOW, NOW);
    const ended = runAll(home.db, world, started.job);
    await expect.poll(async () => (await jobById(home.db, world.projectId, started.job))!.state).toBe("running");
    for (let turns = 0; turns < 20; turns++) await new Promise((resolve) => setTimeout(resolve, 5));
    await cancelJob(home.db, world.projectId, started.job, NOW);
    expect(await ended).toBe("cancelled");
    expect(await outputsOf(home.db, world.projectId, started.id, [trace])).toHaveProperty("size", 0);
  });

  test("X2: a preview that takes long names the pattern", async () => {
    const world = await newWorld(home.db);
    await newTrace(home.db, world.projectId, { cot: LONG });
    let clock = 0;
    expect(await previewLexicon(home.db, world.projectId, SLOW, undefined, () => (clock += 50))).toEqual({ slow: SLOW.lists[0]!.patterns[0] });
    expect(await previewLexicon(home.db, world.projectId, SEED_FIVE, undefined, () => (clock += 50))).toMatchObject({ traces: 1, hits: 0 });
  });

  test("X10: a judge that answers well, badly, with 429 and with 500 is asked until it is read; what is dropped and what it cost are recorded", async () => {
    const world = await newWorld(home.db);
    const ids = [await newTrace(home.db, world.projectId), await newTrace(home.db, world.projectId, { prompt: "Other 🙂?" })];
    const { host, bodies } = await endpoint(({ at }, response) => {
      if (at === 0) { response.statusCode = 429; response.setHeader("retry-after", "0"); response.end(); }
      else if (at === 1) says(response, "I would rather not answer in JSON.");
      else if (at === 2) { response.statusCode = 500; response.end("oops"); }
      else says(response, `Here: \`\`\`json\n${GOOD.slice(0, -2)},{"step":1,"label":"branching","quote":"not there"}]}\n\`\`\``);
    });
    const started = await judged(world, host, { prices: { input: 1, output: 10 } });
    expect(await runAll(home.db, world, started.job, [host])).toBe("done");
    for (const spans of (await outputsOf(home.db, world.projectId, started.id, ids)).values()) expect(spans).toMatchObject([{ label: "verification", quote: "Wait, 3+4=7, yes.", start: 9 }]);
    const detector = (await detectorById(home.db, world.projectId, started.id))!;
    expect(detector).toMatchObject({ complete: true, traces: 2, config: { usage: { inputTokens: 3000, outputTokens: 300 }, cost: 0.006, dropped: { "the quote is not in the text": 2, "the answer holds no JSON": 1 } } });
    expect(bodies).toHaveLength(5);
    expect(JSON.parse(bodies[0]!)).toMatchObject({ model: "stand-in", response_format: { type: "json_schema" } });
    expect(JSON.stringify(detector.config)).not.toContain("secret");
  });

  test("X10: without consent, outside the allowed hosts, or over the budget nothing is asked; what was judged stays unused until the run has ended", async () => {
    const world = await newWorld(home.db);
    const trace = await newTrace(home.db, world.projectId);
    await newTrace(home.db, world.projectId, { prompt: "Other 🙂?" });
    const { host, bodies } = await endpoint((_, response) => says(response, GOOD));
    const started = await judged(world, host, { concurrency: 1, prices: { input: 1000, output: 0 }, budget: 9 });
    await setJudgeConsent(home.db, world.projectId, false);
    expect(await runAll(home.db, world, started.job, [host])).toMatch(/has not confirmed/);
    const unlisted = await judged(world, host, { concurrency: 1, prices: { input: 1000, output: 0 }, budget: 9 });
    expect(await runAll(home.db, world, unlisted.job, ["api.example.org"])).toMatch(/does not allow/);
    expect(bodies).toEqual([]);
    const poor = await judged(world, host, { concurrency: 1, prices: { input: 1000, output: 0 }, budget: 6.5 });
    expect(poor.id).toBe(started.id);
    expect(await runAll(home.db, world, poor.job, [host])).toMatch(/budget of 6.5 would be overspent after 1 of 2/);
    expect(bodies).toHaveLength(1);
    expect(await detectorLayers(home.db, world.projectId, trace)).toEqual([]);
    const rich = await judged(world, host, { concurrency: 1, prices: { input: 1000, output: 0 }, budget: null });
    expect(await runAll(home.db, world, rich.job, [host])).toBe("done");
    expect(bodies).toHaveLength(2);
    expect(await detectorLayers(home.db, world.projectId, trace)).toHaveLength(1);
  });

  test("X10a: a trace without an answer that can be read is left out and counted, not taken for one without spans, and read by the next run; a judge that never gives one ends with the reason", async () => {
    const world = await newWorld(home.db);
    const traces = await Promise.all([1, 2, 3].map((k) => newTrace(home.db, world.projectId, { prompt: `How many? 🙂 ${k}` })));
    const { host, bodies } = await endpoint(({ body }, response) => says(response, body.includes("🙂 2") ? "I would rather not." : GOOD));
    const started = await judged(world, host);
    expect(await runAll(home.db, world, started.job, [host])).toBe("done");
    expect(bodies).toHaveLength(4);
    expect([...(await outputsOf(home.db, world.projectId, started.id, traces)).keys()].sort()).toEqual([traces[0], traces[2]].sort());
    expect(await detectorById(home.db, world.projectId, started.id)).toMatchObject({ complete: true, traces: 2, config: { unread: 1, dropped: { "the answer holds no JSON": 2 } } });
    const better = await endpoint((_, response) => says(response, GOOD));
    const mute = await endpoint((_, response) => says(response, "No."));
    expect(await runAll(home.db, world, (await judged(world, mute.host)).job, [mute.host])).toBe("none of the first 3 traces got an answer that can be read");
    expect(await detectorLayers(home.db, world.projectId, traces[0]!)).toHaveLength(1);
    await home.db.query(`UPDATE "detector" SET "config" = jsonb_set("config", '{settings,endpoint}', to_jsonb($3::text)) WHERE "project_id" = $1 AND "id" = $2`, [world.projectId, started.id, `http://${better.host}/v1`]);
    const again = newId();
    await enqueueJob(home.db, { id: again, projectId: world.projectId, kind: "judge", payload: { detector: started.id }, now: NOW });
    expect(await runAll(home.db, world, again, [better.host])).toBe("done");
    expect(better.bodies).toHaveLength(1);
    expect(await detectorById(home.db, world.projectId, started.id)).toMatchObject({ complete: true, traces: 3, config: { unread: 0 } });
  });

  test("X10: a slow, dead or refusing endpoint ends the run with the reason", async () => {
    const world = await newWorld(home.db);
    await newTrace(home.db, world.projectId);
    const slow = await endpoint(() => {});
    expect(await runAll(home.db, world, (await judged(world, slow.host, { timeoutSeconds: 0.2, attempts: 1 })).job, [slow.host])).toMatch(/no answer within 0.2 s/);
    expect(await runAll(home.db, world, (await judged(world, "127.0.0.1:9", { attempts: 1 })).job, ["127.0.0.1:9"])).toMatch(/could not be reached/);
    const strict = await endpoint((_, response) => { response.statusCode = 401; response.end("no key"); });
    expect(await runAll(home.db, world, (await judged(world, strict.host)).job, [strict.host])).toMatch(/answered 401: no key/);
    expect(strict.bodies).toHaveLength(1);
  });
});

test("X11: private addresses are asked only where the list names them with their port", async () => {
  for (const address of ["127.0.0.1", "10.1.2.3", "172.20.0.1", "192.168.1.1", "169.254.169.254", "::1", "fe80::1", "fd00::1", "::ffff:10.0.0.1", "0.0.0.0", "100.64.0.1"]) expect(isPrivate(address), address).toBe(true);
  for (const address of ["8.8.8.8", "172.32.0.1", "2606:4700::1111"]) expect(isPrivate(address), address).toBe(false);
  expect(await endpointRefusal("http://127.0.0.1:8080/v1", ["127.0.0.1:8080"])).toBeNull();
  expect(await endpointRefusal("https://127.0.0.1/v1", ["127.0.0.1:8080"])).toMatch(/does not allow/);
  expect(await endpointRefusal("https://localhost/v1", ["localhost", "x"])).toBeNull();
  expect(await endpointRefusal("https://localhost:9/v1", ["localhost"])).toMatch(/private address/);
  expect(await endpointRefusal("http://localhost:9/v1", ["localhost"])).toMatch(/only https/);
  expect(await endpointRefusal("file:///etc/passwd", ["localhost"])).toMatch(/neither/);
  expect(await endpointRefusal("https://a:b@localhost/", ["localhost"])).toMatch(/password/);
});
