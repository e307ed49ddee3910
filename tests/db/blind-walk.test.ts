import { beforeAll, describe, expect, test } from "vitest";
import { ROUTES } from "@/app/api/v1/routes";
import type { Role } from "@/core/access/role";
import { releases } from "@/data/releases";
import { adjudicationsView, ownAdjudicated } from "@/features/adjudication/loaders";
import { agreementView } from "@/features/agreement/loaders";
import { comparisonOf } from "@/features/ranking/loaders";
import { ownWorkView } from "@/features/rounds/own-work";
import { tracesView } from "@/features/traces/loaders";
import { workbenchOpening } from "@/features/workbench/loaders";
import { startJobs } from "@/jobs/runner";
import type { Caller } from "./api-caller";
import { newCaller, ownerOf, serveFrom } from "./api-caller";
import type { World } from "./fixtures";
import { newTrace, newWorld, NOW } from "./fixtures";
import { onBothHomes } from "./homes";

const CHECKPOINTS = ["hush-early", "hush-middle", "hush-late"];
/** What no answer may hold, each written so that nothing else could be it. */
const HIDDEN = ["hush-", "776001", "776002", "776003", "0.73456", "0.91827", '"correct":true', '"correct":false', '"correct\\":true', '"correct\\":false'];
// cot of the fixture: "🙂 So 7.\n\nWait, 3+4=7, yes."
const check = { field: "cot", label: "verification", start: 9, end: 26, quote: "Wait, 3+4=7, yes.", note: "hush-note" };

onBothHomes("H10: whoever labels blind learns nothing", (home) => {
  let world: World;
  let traces: string[];
  let release: string;
  let at: string;
  let owner: Caller;
  const people = new Map<Role, Caller>();

  beforeAll(async () => {
    serveFrom(home.db);
    world = await newWorld(home.db);
    at = `/api/v1/projects/${world.slug}`;
    owner = await ownerOf(home.db, world);
    traces = [];
    for (const [step, checkpoint] of CHECKPOINTS.entries()) {
      for (const sample of [0, 1]) {
        traces.push(await newTrace(home.db, world.projectId, {
          externalId: `hush-${step}-${sample}`, prompt: `Which? 🙂 ${sample}`, cot: `🙂 So 7.\n\nWait, 3+4=7, yes.${step}${sample}`, answer: "7", model: "hush-model", checkpoint: { name: checkpoint, step: 776_001 + step }, sample, dataset: "hush-data",
          referenceAnswer: "hush-reference", correct: step === 2, reward: 0.73456 + step, kl: 0.91827 + step, metadata: '{"hush-key":"hush-value"}', source: '{"hush-source":1}', decoding: { temperature: 0.73456 },
        }));
      }
    }
    // Work of others, some of it settled, flagged and released.
    const others = [await newCaller(home.db, world), await newCaller(home.db, world)];
    for (const who of others) {
      for (const trace of traces) {
        const operations = [{ opId: `${who.handle}-1`, type: "addSpan", span: { id: `hush-span-${who.handle}`, ...check } }, { opId: `${who.handle}-2`, type: "setFlag", from: { flagged: false, comment: "" }, to: { flagged: true, comment: "hush-flag" } }, { opId: `${who.handle}-3`, type: "submit" }];
        expect((await who.call("POST", `${at}/traces/${trace}/annotations/mine/operations`, { revision: 0, operations })).status).toBe(200);
      }
    }
    expect((await owner.call("POST", `${at}/adjudications/${traces[0]!}/submit`, { revision: 0 })).status).toBe(200);
    release = (await owner.call<{ id: string }>("POST", `${at}/releases`, { name: "released 🙂", layer: "all", formats: ["jsonl"] })).body.id;
    const jobs = startJobs(home.db, { idle: 10 });
    while ((await releases(home.db, world.projectId))[0]?.state === "building") await new Promise((resolve) => { setTimeout(resolve, 50); });
    await jobs.stop();
    for (const role of ["annotator", "adjudicator"] as const) people.set(role, await newCaller(home.db, world, { role }));
    expect((await owner.call("POST", `${at}/rounds`, { name: "Blind 🙂", annotators: [...people.values()].map(({ handle }) => handle), overlap: 2, hidden: "everything" })).status).toBe(201);
  }, 120_000);

  const tell = (where: string, answer: unknown): void => {
    const text = typeof answer === "string" ? answer : JSON.stringify(answer) ?? "";
    expect(HIDDEN.filter((secret) => text.includes(secret)).map((secret) => `${where} tells ${secret}: ${text.slice(Math.max(0, text.indexOf(secret) - 80), text.indexOf(secret) + 40)}`)).toEqual([]);
  };

  describe.each(["annotator", "adjudicator"] as const)("%s", (role) => {
    test("by any path of the API, whatever is asked for", async () => {
      const who = people.get(role)!;
      const claimed = await who.call<{ assignment: { id: string; traceId: string } }>("POST", `${at}/queue/claim`, {});
      tell("claim", claimed.body);
      const ids: Record<string, readonly string[]> = {
        slug: [world.slug], trace: traces, id: [release, ...traces], other: [release], path: ["manifest.json", "traces.jsonl", "README.md", "spans.csv"], member: [who.membershipId, world.membershipId], assignment: [claimed.body.assignment.id], round: ["x"],
      };
      const asked: string[] = [];
      for (const [pattern, module] of Object.entries(ROUTES)) {
        if (!("GET" in module) || !module.GET) continue;
        const addresses = [...pattern.matchAll(/\[(?:\.\.\.)?(\w+)\]/g)].reduce<string[]>((each, [part, name]) => each.flatMap((address) => (ids[name!] ?? ["x"]).map((id) => address.replace(part, id))), [pattern]);
        for (const address of addresses) {
          const answer = await who.call("GET", address);
          if (answer.status < 400) asked.push(address);
          tell(`${role}: GET ${address} ${answer.status}`, answer.body);
          expect(answer.headers.get("content-disposition") ?? "", address).not.toContain("hush");
        }
      }
      expect(asked.length).toBeGreaterThan(20);
      for (const query of ["checkpoint=hush-late", "model=hush-model", "correct=true", "dataset=hush-data", "annotator=x", "status=adjudicated", "disagreement=true", "label=verification"]) {
        expect([query, (await who.call("GET", `${at}/traces?${query}`)).status]).toEqual([query, 403]);
      }
      if (role === "adjudicator") {
        expect((await who.call("GET", `${at}/agreement?gamma=yes&resamples=50`)).body).toMatchObject({ checkpoints: [], gamma: { checkpoints: [] } });
        expect((await who.call("GET", `${at}/agreement?checkpoint=hush-late`)).status).toBe(403);
      }
      const listed = (await who.call<{ items: { id: string }[] }>("GET", `${at}/traces`)).body.items.map(({ id }) => id);
      expect(listed).toEqual([...traces].sort());
    });

    test("by any page that shows a trace", async () => {
      const who = people.get(role)!;
      const member = { id: who.membershipId, handle: who.handle, role };
      const reader = { project: { id: world.projectId, slug: world.slug, name: "P 🙂" }, accountId: who.accountId, membership: member, now: NOW };
      const sorted = [...traces].sort();
      for (const trace of traces) {
        const opening = await workbenchOpening(home.db, reader, { traceId: trace });
        tell("workbench", opening);
        expect(opening!.neighbours.next?.trace).toBe(sorted[sorted.indexOf(trace) + 1]);
        expect(await workbenchOpening(home.db, reader, { traceId: trace, layer: "gold" })).toBeNull();
        tell("ranking", await comparisonOf(home.db, world.projectId, member, trace));
      }
      tell("list", await tracesView(home.db, world.projectId, member, { search: { checkpoint: "x" }, language: "en" }));
      tell("own work", await ownWorkView(home.db, world.projectId, member, undefined, new Date()));
      tell("feedback", await ownAdjudicated(home.db, world.projectId, member, undefined));
      tell("agreement", await agreementView(home.db, world.projectId, member, { checkpoint: "hush-late" }, "en"));
      tell("adjudications", await adjudicationsView(home.db, world.projectId, member, { state: "open", cursor: undefined }));
    });
  });

  test("an id says nothing of what a trace was imported with", () => {
    expect(new Set(traces.map((id) => id.slice(0, 8))).size).toBe(traces.length);
    expect(traces.every((id) => id[14] === "4")).toBe(true);
  });
});
