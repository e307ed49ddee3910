import { expect, test } from "vitest";
import { assignmentById, insertAssignments, queueCounts, releaseAssignment, renewAssignment, skipAssignment } from "@/data/assignments";
import { claimAssignment } from "@/data/claim-assignment";
import type { Database } from "@/data/database";
import { newId } from "@/data/id";
import { insertRound } from "@/data/insert-round";
import { insertTraces } from "@/data/insert-traces";
import { addMember } from "@/data/memberships";
import { prepareTrace } from "@/jobs/prepare-trace";
import { newWorld, NOW, record } from "./fixtures";
import type { World } from "./fixtures";
import { onBothHomes } from "./homes";

const later = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1000);

async function queued(db: Database, traces: number, copies: number): Promise<{ world: World; ids: string[] }> {
  const world = await newWorld(db);
  const outcomes = await insertTraces(db, world.projectId, null, Array.from({ length: traces }, (_, k) => prepareTrace(record({ cot: `Trace ${k} 🙂` }))), NOW);
  const rows = outcomes.flatMap((outcome, k) => (outcome.kind === "rejected" ? [] : Array.from({ length: copies }, () => ({ id: newId(), traceId: outcome.traceId, pass: "behaviour" as const, position: k }))));
  await insertAssignments(db, world.projectId, rows);
  return { world, ids: rows.map(({ id }) => id) };
}
const people = (db: Database, world: World, count: number): Promise<string[]> =>
  Promise.all(Array.from({ length: count }, async () => (await addMember(db, world.projectId, { accountId: null, role: "annotator", now: NOW }))!.id));

onBothHomes("queue", (home) => {
  test("D4: a hundred annotators at once claim a hundred different assignments, and a second call gives each their own again", async () => {
    const { world } = await queued(home.db, 100, 1);
    const members = await people(home.db, world, 100);
    const claim = (membershipId: string) => claimAssignment(home.db, world.projectId, { membershipId, leaseUntil: later(600), now: NOW });
    const first = await Promise.all(members.map(claim));
    expect(new Set(first.map((assignment) => assignment?.id)).size).toBe(100);
    expect(first.every((assignment) => assignment?.status === "claimed")).toBe(true);
    const second = await Promise.all(members.map(claim));
    expect(second.map((assignment) => assignment?.id)).toEqual(first.map((assignment) => assignment?.id));
    const [extra] = await people(home.db, world, 1);
    expect(await claim(extra!)).toBeNull();
  });

  test("D4: one annotator who asks ten times at once holds one, and one more when it is fetched ahead", async () => {
    const { world } = await queued(home.db, 20, 1);
    const [membershipId] = await people(home.db, world, 1);
    const claim = (prefetch: boolean) => claimAssignment(home.db, world.projectId, { membershipId: membershipId!, prefetch, leaseUntil: later(600), now: NOW });
    const live = new Set((await Promise.all(Array.from({ length: 10 }, () => claim(false)))).map((assignment) => assignment?.id));
    expect(live.size).toBe(1);
    const ahead = new Set((await Promise.all(Array.from({ length: 10 }, () => claim(true)))).map((assignment) => assignment?.id));
    expect(ahead.size).toBe(1);
    expect([...ahead]).not.toEqual([...live]);
    await skipAssignment(home.db, world.projectId, [...live][0]!, membershipId!, "unreadable", NOW);
    expect((await claim(false))?.id).toBe([...ahead][0]);
    expect(await queueCounts(home.db, world.projectId, membershipId!, NOW)).toEqual({ open: 18, claimed: 1, submitted: 0, skipped: 1 });
  });

  test("D4: nobody gets a second copy of a trace that they have in the same pass", async () => {
    const { world } = await queued(home.db, 1, 3);
    const members = await people(home.db, world, 3);
    const claims = await Promise.all(members.map((membershipId) => claimAssignment(home.db, world.projectId, { membershipId, leaseUntil: later(600), now: NOW })));
    expect(new Set(claims.map((assignment) => assignment?.id)).size).toBe(3);
    await skipAssignment(home.db, world.projectId, claims[0]!.id, members[0]!, "no", NOW);
    expect(await claimAssignment(home.db, world.projectId, { membershipId: members[0]!, leaseUntil: later(600), now: NOW })).toBeNull();
  });

  test("R23: from a pool nobody gets a prompt again within the round's gap while another one is near; where none is, work does not stop", async () => {
    const world = await newWorld(home.db);
    const prompts = ["a 🙂", "a 🙂", "a 🙂", "b", "b", "c", "a 🙂"];
    const outcomes = await insertTraces(home.db, world.projectId, null, prompts.map((prompt, k) => prepareTrace(record({ prompt, cot: `Trace ${k} 🙂` }))), NOW);
    const traces = outcomes.flatMap((outcome) => (outcome.kind === "rejected" ? [] : [outcome.traceId]));
    await insertRound(home.db, world.projectId, { id: newId(), name: "pool 🙂", pass: "behaviour", codebookId: world.codebookId, seed: 1, plan: {}, blinding: {}, suggesting: {}, createdAt: NOW, promptGap: 2 },
      traces.map((traceId, position) => ({ traceId, membershipId: null, position })));
    const [slow, quick] = await people(home.db, world, 2);
    const claimOf = async (membershipId: string, at: number): Promise<string | null> => {
      const claimed = await claimAssignment(home.db, world.projectId, { membershipId, leaseUntil: later(600), now: later(at) });
      if (!claimed) return null;
      await home.db.query(`UPDATE "assignment" SET "status" = 'submitted', "lease_until" = NULL WHERE "project_id" = $1 AND "id" = $2`, [world.projectId, claimed.id]);
      return prompts[traces.indexOf(claimed.traceId)]!;
    };
    const turns = [slow!, quick!, quick!, quick!, slow!, quick!, quick!, slow!];
    const got: (string | null)[] = [];
    for (const [at, who] of turns.entries()) got.push(await claimOf(who, at));
    const of = (who: string) => got.filter((_, at) => turns[at] === who);
    expect(of(quick!)).toEqual(["a 🙂", "b", "c", "a 🙂", "a 🙂"]);
    expect(of(slow!)).toEqual(["a 🙂", "b", null]);
  });

  test("D4: a lease that ran out returns to whoever claims next, and its old holder can neither renew nor give it back", async () => {
    const { world, ids } = await queued(home.db, 1, 1);
    const [slow, quick] = await people(home.db, world, 2);
    await claimAssignment(home.db, world.projectId, { membershipId: slow!, leaseUntil: later(60), now: NOW });
    expect(await claimAssignment(home.db, world.projectId, { membershipId: quick!, leaseUntil: later(90), now: later(30) })).toBeNull();
    expect((await renewAssignment(home.db, world.projectId, ids[0]!, slow!, later(61)))?.leaseUntil).toEqual(later(61));
    expect((await claimAssignment(home.db, world.projectId, { membershipId: quick!, leaseUntil: later(200), now: later(100) }))?.id).toBe(ids[0]);
    expect(await renewAssignment(home.db, world.projectId, ids[0]!, slow!, later(300))).toBeNull();
    expect(await releaseAssignment(home.db, world.projectId, ids[0]!, slow!)).toBeNull();
    expect((await releaseAssignment(home.db, world.projectId, ids[0]!, quick!))?.status).toBe("open");
  });

  test("D9: an assignment of another project is neither claimed nor changed nor seen", async () => {
    const { world, ids } = await queued(home.db, 1, 1);
    const stranger = await newWorld(home.db);
    expect(await claimAssignment(home.db, stranger.projectId, { membershipId: world.membershipId, leaseUntil: later(60), now: NOW })).toBeNull();
    expect(await assignmentById(home.db, stranger.projectId, ids[0]!)).toBeNull();
  });
});
