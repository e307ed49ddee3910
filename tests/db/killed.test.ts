import { expect, test } from "vitest";
import { emptyAnnotation } from "@/core/annotation/annotation";
import { foldLog } from "@/core/annotation/fold";
import { findAnnotation } from "@/data/annotations";
import { operationsSince } from "@/data/annotation-log";
import { rejectsOf } from "@/data/imports";
import { startJobs } from "@/jobs/runner";
import { startChild } from "./child-process";
import { newTrace, newWorld } from "./fixtures";
import { onBothHomes } from "./homes";
import { counts, finished, importAll, line, upload } from "./imports";

onBothHomes("a killed server", (home) => {
  test("D18: every operation that was acknowledged before SIGKILL is there, in order, and the store opens", async () => {
    const world = await newWorld(home.db);
    const traceId = await newTrace(home.db, world.projectId, { cot: "🙂 So 7. Killed here." });
    for (let round = 1; round <= 2; round++) {
      await home.close();
      const child = startChild("autosave", home.place, { world, traceId });
      await child.waitFor((_line, count) => count >= 40);
      await child.kill();
      const acknowledged = child.lines.map(Number);
      await home.reopen();
      const held = await findAnnotation(home.db, world.projectId, { traceId, membershipId: world.membershipId, handle: world.handle, assignmentId: null, pass: "behaviour" });
      const log = await operationsSince(home.db, world.projectId, held!.head.id, 0);
      expect(held!.head.revision).toBeGreaterThanOrEqual(Math.max(...acknowledged));
      expect(log.map(({ opId }) => opId)).toEqual(Array.from({ length: held!.head.revision }, (_, k) => `op-${k}`));
      expect(held!.annotation).toEqual(foldLog(log, emptyAnnotation));
    }
  }, 180_000);

  test("D18: an import killed in the middle ends, after a restart, with the rows, samples and counts of one that was not", async () => {
    const rows = Array.from({ length: 2400 }, (_, k) => (k % 997 === 5 ? "{broken 🙂\n" : line({ ...(k % 3 === 0 ? { id: `k-${k}` } : {}), prompt: `p${k % 7}`, cot: `same 🙂 ${"word ".repeat(60)}${k % 11}`, model: "m" }))).join("");
    const calm = await newWorld(home.db);
    const expected = await importAll(home.db, calm, { "a.jsonl": rows });
    const world = await newWorld(home.db);
    const id = await upload(home.db, world, { "a.jsonl": rows });
    let killings = 0;
    for (const after of [1, 900]) {
      await home.close();
      const child = startChild("run-jobs", home.place, { importId: id });
      const told = await child.waitFor((text) => Number(text.split(" ")[0]) >= after);
      await child.kill();
      if (told.endsWith("running")) killings++;
      await home.reopen();
    }
    const jobs = startJobs(home.db, { idle: 10 });
    const result = await finished(home.db, world, id);
    await jobs.stop();
    expect(killings).toBeGreaterThan(0);
    expect(counts(result)).toEqual(counts(expected));
    const texts = (projectId: string) => home.db.query('SELECT "identity" FROM "trace" WHERE "project_id" = $1 ORDER BY 1', [projectId]);
    expect(await texts(world.projectId)).toEqual(await texts(calm.projectId));
    expect((await rejectsOf(home.db, world.projectId, id, 0, 100)).map(({ line: at }) => at)).toEqual((await rejectsOf(home.db, calm.projectId, expected.id, 0, 100)).map(({ line: at }) => at));
  }, 180_000);
});
