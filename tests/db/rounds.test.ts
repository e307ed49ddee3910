import { beforeAll, expect, test } from "vitest";
import type { RoundPreview } from "@/features/rounds/schema";
import type { Caller } from "./api-caller";
import { newCaller, ownerOf, serveFrom } from "./api-caller";
import type { World } from "./fixtures";
import { newTrace, newWorld } from "./fixtures";
import { onBothHomes } from "./homes";

onBothHomes("R: rounds by design over HTTP", (home) => {
  let world: World;
  let owner: Caller;
  let people: Caller[];
  const design = (over: object = {}) => ({
    sample: { size: 12, strata: ["correct"], allocation: "equal" }, overlap: { share: 0.5, fold: 2 }, calibration: { size: 3, fold: 3 }, suggestions: { shown: true, withheldShare: 0.25 }, ...over,
  });

  beforeAll(async () => {
    serveFrom(home.db);
    world = await newWorld(home.db);
    owner = await ownerOf(home.db, world);
    people = [];
    for (let k = 0; k < 3; k++) people.push(await newCaller(home.db, world));
    for (let k = 0; k < 20; k++) await newTrace(home.db, world.projectId, { prompt: `What is ${k}? 🙂`, correct: k % 4 === 0 });
  });
  const body = (over: object = {}) => ({ name: "Pilot 🙂", annotators: people.map(({ handle }) => handle), seed: 7, hidden: "everything", design: design(), ...over });

  test("R: the preview says what is made, and makes nothing; what is made is what it said, with inclusion probabilities", async () => {
    const path = `/api/v1/projects/${world.slug}/rounds`;
    const preview = (await owner.call<RoundPreview>("POST", `${path}/preview`, body())).body;
    expect(preview).toMatchObject({ traces: 12, strata: [{ key: "correct=false", size: 15, sampled: 7 }, { key: "correct=true", size: 5, sampled: 5 }] });
    expect(preview.kinds.calibration).toBe(9);
    expect(preview.annotators.map(({ items }) => items).reduce((sum, items) => sum + items, 0)).toBe(preview.assignments);
    expect(preview.effort.characters).toBeGreaterThan(0);
    expect((await owner.call<{ items: object[] }>("GET", path)).body.items).toEqual([]);
    const made = await owner.call<{ id: string; assignments: { open: number } }>("POST", path, body());
    expect(made).toMatchObject({ status: 201, body: { assignments: { open: preview.assignments } } });
    const rows = await home.db.query<{ kind: string; stratum: string; inclusion_probability: number; suggestions_shown: boolean }>(
      `SELECT "kind", "stratum", "inclusion_probability", "suggestions_shown" FROM "assignment" WHERE "project_id" = $1 AND "round_id" = $2`, [world.projectId, made.body.id]);
    expect(rows).toHaveLength(preview.assignments);
    expect(new Set(rows.map(({ stratum, inclusion_probability: chance }) => `${stratum} ${chance.toFixed(4)}`))).toEqual(new Set(["correct=false 0.4667", "correct=true 1.0000"]));
    expect(rows.filter(({ suggestions_shown: shown }) => !shown)).toHaveLength(preview.withheld);
    expect((await owner.call("POST", path, body())).status).toBe(409);
  });

  test("R: what cannot be planned names its field; only researchers plan", async () => {
    const path = `/api/v1/projects/${world.slug}/rounds/preview`;
    const fields = async (over: object) => (await owner.call<{ errors: { field: string }[] }>("POST", path, body(over))).body.errors.map(({ field }) => field);
    expect(await fields({ annotators: [people[0]!.handle] })).toEqual(["annotators"]);
    expect(await fields({ design: design({ calibration: { size: 50, fold: 3 } }) })).toEqual(["design.calibration.size"]);
    expect(await fields({ annotators: ["nobody 🙂"] })).toEqual(["annotators"]);
    expect((await people[0]!.call("POST", path, body())).status).toBe(403);
    expect((await (await ownerOf(home.db, await newWorld(home.db))).call("POST", path, body())).status).toBe(404);
  });
});
