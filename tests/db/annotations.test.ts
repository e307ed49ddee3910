import { expect, test } from "vitest";
import type { Operation } from "@/core/annotation/operation";
import type { Span } from "@/core/annotation/span";
import { planAppend } from "@/core/annotation/plan-append";
import { codePoint } from "@/core/text/offset";
import { loggedOperations, operationsSince } from "@/data/annotation-log";
import { annotationOf, annotationsOfTrace, findAnnotation, refreshed } from "@/data/annotations";
import type { AnnotationKey, HeldAnnotation } from "@/data/annotations";
import { appendOperations, writeSnapshot } from "@/data/append-operations";
import type { Queryable } from "@/data/database";
import { finishedWork } from "@/data/finished-work";
import { mergeReading, readingOf } from "@/data/readings";
import { oneByOne } from "@/data/settled";
import { offsetsOfTrace } from "@/data/traces";
import { codebook, newTrace, newWorld, NOW } from "./fixtures";
import type { World } from "./fixtures";
import { onBothHomes } from "./homes";
import type { TestHome } from "./homes";

const span = (id: string, start: number, end: number, quote: string): Span =>
  ({ id, field: "cot", label: "verification", start: codePoint(start), end: codePoint(end), quote, attributes: {}, certainty: "sure", note: "", provenance: { origin: "made" } });
const add = (id: string, start = 9, end = 13, quote = "Wait"): Operation => ({ opId: `op-${id}`, type: "addSpan", span: span(id, start, end, quote) });

async function opened(home: TestHome): Promise<{ world: World; key: AnnotationKey & { codebookId: string }; held: HeldAnnotation }> {
  const world = await newWorld(home.db);
  const traceId = await newTrace(home.db, world.projectId);
  const key = { traceId, membershipId: world.membershipId, handle: world.handle, assignmentId: null, pass: "behaviour" as const, codebookId: world.codebookId };
  const held = await annotationOf(home.db, world.projectId, key, NOW);
  if (!held) throw new Error("not opened");
  return { world, key, held };
}

async function save(home: TestHome, { projectId, accountId }: World, held: HeldAnnotation, operations: readonly Operation[]): Promise<number | null> {
  const offsets = await offsetsOfTrace(home.db, projectId, held.head.traceId);
  const plan = planAppend(held.annotation, new Map(), held.head.revision, operations, { offsets: offsets!, codebook });
  if (!plan.ok || plan.value.kind !== "append") throw new Error(`the plan is ${JSON.stringify(plan)}`);
  return appendOperations(home.db, projectId, { head: held.head, base: held.head.revision, operations: plan.value.operations, next: plan.value.annotation, accountId, now: NOW });
}

onBothHomes("annotations", (home) => {
  test("D5: an annotation that is opened by twenty at once is one, at revision 0", async () => {
    const { world, key, held } = await opened(home);
    const other = { ...key, traceId: await newTrace(home.db, world.projectId, { cot: "Another 🙂 one." }) };
    const ids = await Promise.all(Array.from({ length: 20 }, async () => (await annotationOf(home.db, world.projectId, other, NOW))?.head.id));
    expect(new Set(ids).size).toBe(1);
    expect(held.head).toMatchObject({ revision: 0, status: "draft", layer: `annotator:${world.handle}`, slot: "ad-hoc" });
    expect(await annotationOf(home.db, world.projectId, { ...key, traceId: "no such trace" }, NOW)).toBeNull();
  });

  test("D5: finding an annotation makes none", async () => {
    const { world, key } = await opened(home);
    const traceId = await newTrace(home.db, world.projectId, { cot: "Never opened 🙂." });
    expect(await findAnnotation(home.db, world.projectId, { ...key, traceId })).toBeNull();
    expect(await annotationsOfTrace(home.db, world.projectId, traceId)).toEqual([]);
  });

  test("D6: a reopening that was decided before the truth pass began is refused by the statement that appends, whatever was read before; a researcher's goes through", async () => {
    const { world, held } = await opened(home);
    await save(home, world, held, [add("s1"), { opId: "submit", type: "submit" }]);
    const submitted = (await refreshed(home.db, world.projectId, held.head.id))!;
    const reopened = { head: submitted.head, base: 2, operations: [{ opId: "again", type: "reopen" }] as const, next: { ...submitted.annotation, status: "draft" as const }, accountId: world.accountId, now: NOW };
    const truth = await annotationOf(home.db, world.projectId, { traceId: held.head.traceId, membershipId: world.membershipId, handle: world.handle, assignmentId: null, pass: "truth", codebookId: world.codebookId }, NOW);
    await save(home, world, truth!, [add("t1")]); // its truth pass begins between the look and the append
    expect(await appendOperations(home.db, world.projectId, { ...reopened, mayReopenSettled: false })).toBeNull();
    expect((await refreshed(home.db, world.projectId, held.head.id))!.head).toMatchObject({ revision: 2, status: "submitted" });
    expect(await appendOperations(home.db, world.projectId, { ...reopened, mayReopenSettled: true })).toBe(3);
  });

  test("D6: a reopening waits for gold that is not committed yet, and is refused once it is", async () => {
    const { world, held } = await opened(home);
    await save(home, world, held, [add("s1"), { opId: "submit", type: "submit" }]);
    const submitted = (await refreshed(home.db, world.projectId, held.head.id))!;
    const reopened = { head: submitted.head, base: 2, operations: [{ opId: "again", type: "reopen" }] as const, next: { ...submitted.annotation, status: "draft" as const }, accountId: world.accountId, mayReopenSettled: false, now: NOW };
    const { settling, commit } = await settlingTrace(held.head.traceId, world.projectId, (within) => within.query(
      `INSERT INTO "annotation" ("project_id", "id", "trace_id", "layer", "pass", "codebook_id", "revision") VALUES ($1, 'gold 🙂', $2, 'gold', 'behaviour', $3, 1)`, [world.projectId, held.head.traceId, world.codebookId]));
    const answer = appendOperations(home.db, world.projectId, reopened);
    await somebodyWaits();
    commit();
    await settling;
    expect(await answer).toBeNull();
    expect((await refreshed(home.db, world.projectId, held.head.id))!.head).toMatchObject({ revision: 2, status: "submitted" });
  });

  test("D6: the first of a truth pass waits for a reopening that is not committed yet; what follows waits for nobody", async () => {
    const { world, held } = await opened(home);
    const key = { traceId: held.head.traceId, membershipId: world.membershipId, handle: world.handle, assignmentId: null, pass: "truth" as const, codebookId: world.codebookId };
    const truth = (await annotationOf(home.db, world.projectId, key, NOW))!;
    const first = await settlingTrace(held.head.traceId, world.projectId, () => Promise.resolve());
    const saved = save(home, world, truth, [add("t1")]);
    await somebodyWaits();
    first.commit();
    await first.settling;
    expect(await saved).toBe(1);
    if (home.home === "pglite") return; // one connection: everybody waits for a transaction
    const begun = (await refreshed(home.db, world.projectId, truth.head.id))!;
    const second = await settlingTrace(held.head.traceId, world.projectId, () => Promise.resolve());
    expect(await save(home, world, begun, [add("t2")])).toBe(2);
    second.commit();
    await second.settling;
  });

  /** Holds the lock of a trace, with `change` done and not committed, until `commit` is called. */
  async function settlingTrace(traceId: string, projectId: string, change: (within: Queryable) => Promise<unknown>): Promise<{ settling: Promise<void>; commit: () => void }> {
    let commit = (): void => {};
    const gate = new Promise<void>((resolve) => { commit = resolve; });
    let settling = Promise.resolve();
    await new Promise<void>((done) => {
      settling = oneByOne(home.db, projectId, traceId, async (within) => { await change(within); done(); await gate; });
    });
    return { settling, commit };
  }
  /** PGlite has one connection, on which the next statement waits in any case. */
  const somebodyWaits = async (): Promise<void> => {
    if (home.home === "postgresql") await expect.poll(async () => (await home.db.query(`SELECT FROM "pg_stat_activity" WHERE "datname" = current_database() AND "wait_event_type" = 'Lock'`)).length, { timeout: 10_000 }).toBe(1);
  };

  test("D6: of thirty saves on one base exactly one is appended, and the log is what it sent", async () => {
    const { world, held } = await opened(home);
    const revisions = await Promise.all(Array.from({ length: 30 }, (_, k) => save(home, world, held, [add(`s${k}`)])));
    expect(revisions.filter((revision) => revision !== null)).toEqual([1]);
    const log = await operationsSince(home.db, world.projectId, held.head.id, 0);
    expect(log).toHaveLength(1);
    const now = await refreshed(home.db, world.projectId, held.head.id);
    expect(now?.head.revision).toBe(1);
    expect([...now!.annotation.spans.keys()]).toEqual([`s${revisions.indexOf(1)}`]);
  });

  test("D6: a batch that is sent again is not written again, on the same base or a later one", async () => {
    const { world, held } = await opened(home);
    const batch = [add("a"), add("b", 0, 1, "🙂")];
    expect(await save(home, world, held, batch)).toBe(2);
    expect(await save(home, world, held, batch)).toBeNull();
    const now = await refreshed(home.db, world.projectId, held.head.id);
    expect(await appendOperations(home.db, world.projectId, { head: now!.head, base: 2, operations: [batch[0]!], next: now!.annotation, accountId: null, now: NOW })).toBeNull();
    expect((await refreshed(home.db, world.projectId, held.head.id))?.head.revision).toBe(2);
    expect(await loggedOperations(home.db, world.projectId, held.head.id, ["op-a", "op-b", "op-c"])).toEqual(new Map(batch.map((operation) => [operation.opId, operation])));
  });

  test("D7: the fold read from a snapshot is the fold of the log", async () => {
    const { world, key, held } = await opened(home);
    await save(home, world, held, [add("a"), add("b", 0, 1, "🙂")]);
    const two = await refreshed(home.db, world.projectId, held.head.id);
    await writeSnapshot(home.db, world.projectId, held.head.id, two!.annotation);
    await save(home, world, two!, [{ opId: "op-c", type: "removeSpan", span: span("a", 9, 13, "Wait") }]);
    const three = await refreshed(home.db, world.projectId, held.head.id);
    await home.reopen(); // an empty cache
    const again = await findAnnotation(home.db, world.projectId, key);
    expect(again?.head).toMatchObject({ revision: 3, foldRevision: 2, spanCount: 1, labels: ["verification"] });
    expect(again?.annotation).toEqual(three?.annotation);
  });

  test("D7: an older snapshot never replaces a newer one", async () => {
    const { world, held } = await opened(home);
    await save(home, world, held, [add("a"), add("b", 0, 1, "🙂")]);
    const two = await refreshed(home.db, world.projectId, held.head.id);
    await writeSnapshot(home.db, world.projectId, held.head.id, two!.annotation);
    await writeSnapshot(home.db, world.projectId, held.head.id, { ...two!.annotation, revision: 1 });
    expect((await refreshed(home.db, world.projectId, held.head.id))?.head.foldRevision).toBe(2);
  });

  test("D8: an operation's text survives storage as it is, NUL and lone surrogate included", async () => {
    const { world, held } = await opened(home);
    const operation: Operation = { ...add("a"), span: { ...span("a", 9, 13, "Wait"), note: "\u0000 and \ud83d alone, 🙂" } } as Operation;
    expect(await save(home, world, held, [operation])).toBe(1);
    expect(await operationsSince(home.db, world.projectId, held.head.id, 0)).toEqual([operation]);
  });

  test("D9: nothing of one project is seen or changed through another", async () => {
    const { world, key, held } = await opened(home);
    const stranger = await newWorld(home.db);
    expect(await annotationOf(home.db, stranger.projectId, key, NOW)).toBeNull();
    expect(await findAnnotation(home.db, stranger.projectId, key)).toBeNull();
    expect(await refreshed(home.db, stranger.projectId, held.head.id)).toBeNull();
    expect(await save(home, world, held, [add("a")])).toBe(1);
    const now = await refreshed(home.db, world.projectId, held.head.id);
    expect(await appendOperations(home.db, stranger.projectId, { head: now!.head, base: 1, operations: [add("b")], next: now!.annotation, accountId: null, now: NOW })).toBeNull();
    expect(await operationsSince(home.db, stranger.projectId, held.head.id, 0)).toEqual([]);
    expect(await mergeReading(home.db, stranger.projectId, held.head.id, { tab: "t", regions: [], activeSeconds: 1 })).toBe(false);
  });

  test("D10: reading reports merge to the same in any order, twice or once", async () => {
    const { world, held } = await opened(home);
    const report = (start: number, end: number, activeSeconds: number) =>
      mergeReading(home.db, world.projectId, held.head.id, { tab: "t", regions: [{ field: "cot" as const, start: codePoint(start), end: codePoint(end) }], activeSeconds });
    await Promise.all([report(10, 20, 5), report(0, 12, 9), report(10, 20, 5), report(30, 40, 7)]);
    await report(0, 12, 9);
    await mergeReading(home.db, world.projectId, held.head.id, { tab: "u", regions: [], activeSeconds: 4 });
    const reading = await readingOf(home.db, world.projectId, held.head.id);
    expect(reading?.activeSeconds).toBe(13);
    expect(reading?.coverage?.toSorted((a, b) => a.start - b.start)).toEqual([{ field: "cot", start: 0, end: 20 }, { field: "cot", start: 30, end: 40 }]);
  });

  test("D10: seconds alone record no coverage; what was labelled counts as read", async () => {
    const { world, held } = await opened(home);
    await save(home, world, held, [add("a"), { opId: "s", type: "submit" }]);
    const layerOf = async () => (await finishedWork(home.db, world.projectId, { pass: held.head.pass, codebookId: held.head.codebookId, least: 1 })).traces[0]?.layers[0];
    await mergeReading(home.db, world.projectId, held.head.id, { tab: "t", regions: [], activeSeconds: 4 });
    expect((await readingOf(home.db, world.projectId, held.head.id))?.coverage).toBeNull();
    expect((await layerOf())?.coverage).toBeNull();
    await mergeReading(home.db, world.projectId, held.head.id, { tab: "t", regions: [{ field: "prompt", start: codePoint(0), end: codePoint(3) }], activeSeconds: 5 });
    const layer = await layerOf();
    const [span] = layer!.spans;
    expect(layer!.coverage).toEqual([{ field: "prompt", start: 0, end: 3 }, { field: span!.field, start: span!.start, end: span!.end }]);
  });

  test("D11: the log cannot be rewritten, nor a trace's text", async () => {
    const { world, held } = await opened(home);
    await save(home, world, held, [add("a")]);
    await expect(home.db.query(`UPDATE "annotation_operation" SET "body" = '{}' WHERE "project_id" = $1`, [world.projectId])).rejects.toThrow(/append-only/);
    await expect(home.db.query(`UPDATE "trace" SET "cot" = 'x' WHERE "project_id" = $1`, [world.projectId])).rejects.toThrow(/append-only/);
  });
});
