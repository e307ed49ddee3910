import { beforeAll, expect, test } from "vitest";
import type { NearDuplicatesAnswer } from "@/features/near-duplicates/newest-report";
import { startJobs } from "@/jobs/runner";
import { newCaller, ownerOf, serveFrom } from "./api-caller";
import { newWorld } from "./fixtures";
import { onBothHomes } from "./homes";
import { importAll, line } from "./imports";

const STORY = "we add three and four and get seven then check the sum by counting on our fingers once more before we answer that it is seven indeed";
const OTHER = "a cube has four corners above and four below which makes eight corners in all as one can see when drawing it on paper slowly";

onBothHomes("near-duplicates", (home) => {
  beforeAll(() => serveFrom(home.db));

  test("T21: after an import the report tells alike texts over checkpoints and prompts; it can be asked for again", async () => {
    const world = await newWorld(home.db);
    const row = (id: string, prompt: string, cot: string, step: number) => line({ id, prompt, cot, model: "m 🙂", checkpoint: { name: `step-${step}`, step } });
    await importAll(home.db, world, { "a.jsonl": row("a", "What is three plus four? 🙂", STORY, 1) + row("b", "What is three plus four? 🙂", `${STORY} yes`, 2) + row("c", "How many corners has a cube if you count them all?", OTHER, 1) + row("d", "How many corners has a cube if you count them all now?", `Well ${OTHER}`, 1) });
    const owner = await ownerOf(home.db, world);
    const path = `/api/v1/projects/${world.slug}/near-duplicates`;
    const report = async (): Promise<NearDuplicatesAnswer> => {
      const jobs = startJobs(home.db, { idle: 10 });
      try {
        for (;;) {
          const { body } = await owner.call<NearDuplicatesAnswer>("GET", path);
          if (body.state === "done") return body;
          await new Promise((resolve) => { setTimeout(resolve, 20); });
        }
      } finally {
        await jobs.stop();
      }
    };
    const first = (await report()).report!;
    expect(first).toMatchObject({ threshold: 0.8, traces: 4, prompts: 3, alike: 4, groups: 2, acrossCheckpoints: 1, acrossPrompts: 1 });
    expect(first.listed.map(({ members, prompts, checkpoints }) => [members.map(({ name }) => name).sort().join(""), prompts, checkpoints]).sort()).toEqual([["ab", 1, 2], ["cd", 2, 1]]);
    expect(first.listed[0]!.members[0]!.similarity).toBe(1);
    expect((await owner.call("POST", path, { threshold: 1 })).status).toBe(202);
    expect((await report()).report).toMatchObject({ threshold: 1, groups: 0, listed: [] });
    expect((await owner.call("POST", path, { threshold: 0.1 })).status).toBe(422);
    expect((await (await newCaller(home.db, world, { role: "adjudicator" })).call("GET", path)).status).toBe(403);
  });
});
