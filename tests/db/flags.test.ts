import { expect, test } from "vitest";
import { workbenchOpening } from "@/features/workbench/loaders";
import type { Caller } from "./api-caller";
import { newCaller, serveFrom } from "./api-caller";
import { newTrace, newWorld, NOW } from "./fixtures";
import { onBothHomes } from "./homes";

onBothHomes("flags over HTTP", (home) => {
  test("flags land with the adjudicator, who answers; the author reads the answer, nobody else does", async () => {
    serveFrom(home.db);
    const world = await newWorld(home.db);
    const people = [await newCaller(home.db, world, { scope: "write" }), await newCaller(home.db, world, { scope: "write" })];
    const at = `/api/v1/projects/${world.slug}`;
    const judge = await newCaller(home.db, world, { role: "adjudicator", scope: "write" });
    const trace = await newTrace(home.db, world.projectId, { prompt: "flag 🙂" });
    const flag = { opId: "f1", type: "setFlag", from: { flagged: false, comment: "" }, to: { flagged: true, comment: "Is this a check? 🙂" } };
    await people[0]!.call("POST", `${at}/traces/${trace}/annotations/mine/operations`, { revision: 0, operations: [flag] });
    const inbox = async (who: Caller) => (await who.call<{ items: { annotation: string; open: boolean; comment: string; answers: { body: string; by: string }[] }[] }>("GET", `${at}/flags`)).body.items;
    const [item] = await inbox(judge);
    expect(item).toMatchObject({ open: true, comment: "Is this a check? 🙂", answers: [] });
    expect(await inbox(people[1]!)).toEqual([]);
    expect((await people[0]!.call("POST", `${at}/flags/${item!.annotation}/answers`, { body: "mine" })).status).toBe(403);
    expect((await judge.call("POST", `${at}/flags/nothing/answers`, { body: "?" })).status).toBe(404);
    expect((await judge.call("POST", `${at}/flags/${item!.annotation}/answers`, { body: "Yes, a check. 🙂" })).status).toBe(201);
    expect(await inbox(people[0]!)).toMatchObject([{ open: false, answers: [{ body: "Yes, a check. 🙂", by: judge.handle }] }]);
    const opened = async (who: Caller) => workbenchOpening(home.db, { project: { id: world.projectId, slug: world.slug, name: "P 🙂" }, accountId: who.accountId, membership: { id: who.membershipId, handle: who.handle, role: "annotator" }, now: NOW }, { traceId: trace });
    expect(await opened(people[0]!)).toMatchObject({ flagAnswers: [{ body: "Yes, a check. 🙂", by: judge.handle }] });
    expect(await opened(people[1]!)).toMatchObject({ flagAnswers: [] });
  });
});
