import { expect, test } from "vitest";
import { startJobs } from "@/jobs/runner";
import { newCaller, ownerOf, serveFrom } from "./api-caller";
import { newTrace, newWorld } from "./fixtures";
import { onBothHomes } from "./homes";

// cot of the fixture: "🙂 So 7.\n\nWait, 3+4=7, yes."
const check = { field: "cot", label: "verification", start: 9, end: 26, quote: "Wait, 3+4=7, yes." };

onBothHomes("the Dawid–Skene layer over HTTP", (home) => {
  test("G20: posteriors of steps, never spans; the release says so and repeats byte for byte", async () => {
    serveFrom(home.db);
    const world = await newWorld(home.db);
    const owner = await ownerOf(home.db, world);
    const people = [await newCaller(home.db, world, { scope: "write" }), await newCaller(home.db, world, { scope: "write" }), await newCaller(home.db, world, { scope: "write" })];
    const at = `/api/v1/projects/${world.slug}`;
    for (let k = 0; k < 4; k++) {
      const trace = await newTrace(home.db, world.projectId, { prompt: `posterior ${k} 🙂` });
      for (const [i, who] of people.entries()) {
        if (k === 3 && i > 0) continue;
        const marks = i === 2 && k === 1 ? [] : [{ opId: `${k}${i}a`, type: "addSpan", span: { id: "s", ...check } }];
        expect((await who.call("POST", `${at}/traces/${trace}/annotations/mine/operations`, { revision: 0, operations: [...marks, ...(marks.length === 0 ? [{ opId: `${k}${i}e`, type: "setEmpty", from: false, to: true }] : []), { opId: `${k}${i}s`, type: "submit" }] })).status).toBe(200);
      }
    }
    const { body: models } = await owner.call<{ steps: number; models: { label: string; units: number; annotators: object }[] }>("GET", `${at}/dawid-skene`);
    expect(models).toMatchObject({ layer: "dawid-skene", note: expect.stringContaining("no boundaries"), steps: 8, models: [{ label: "verification", units: 8 }] });
    expect(Object.keys(models.models[0]!.annotators)).toHaveLength(3);
    const lines = (await owner.call<string>("GET", `${at}/posteriors.jsonl`)).body.trim().split("\n").map((one) => JSON.parse(one) as { step: number; posterior: number; annotators: number; marked: number });
    expect(lines).toHaveLength(8);
    for (const { step, posterior } of lines) expect(Math.round(posterior)).toBe(step);
    expect(lines.filter(({ annotators }) => annotators === 1)).toHaveLength(2);
    expect((await people[0]!.call("GET", `${at}/dawid-skene`)).status).toBe(403);

    const freeze = async (name: string) => {
      const { body: { id } } = await owner.call<{ id: string }>("POST", `${at}/releases`, { name, layer: "dawid-skene", formats: ["jsonl"] });
      const jobs = startJobs(home.db, { idle: 10 });
      await expect.poll(async () => (await owner.call<{ state: string }>("GET", `${at}/releases/${id}`)).body.state, { timeout: 30_000 }).toBe("frozen");
      await jobs.stop();
      const table = await owner.call<string>("GET", `${at}/releases/${id}/files/posteriors.csv`);
      const { body: { manifest } } = await owner.call<{ manifest: { layer: string; files: { path: string; notes?: string[]; sha256: string }[] } }>("GET", `${at}/releases/${id}`);
      return { table: table.body, manifest };
    };
    const [first, second] = [await freeze("one 🙂"), await freeze("two 🙂")];
    expect(first.table).toBe(second.table);
    expect(first.table.trim().split("\r\n")).toHaveLength(9);
    expect(first.manifest.files.find(({ path }) => path === "posteriors.csv")?.notes?.[0]).toContain("no boundaries, attributes or relations");
    expect((await owner.call("GET", `${at}/export.jsonl?layer=dawid-skene`)).status).toBe(422);
  });
});
