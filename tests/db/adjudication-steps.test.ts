import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { presetByKey } from "@/core/codebook/presets";
import { fail, succeed, type Result } from "@/core/result";
import { codePoint, offsetMap, sliceRange } from "@/core/text/offset";
import type { Action, Cut } from "@/features/adjudication/components/foresee";
import { type AdjudicationEndpoint, StepQueue } from "@/features/adjudication/components/step-queue";
import type { AdjudicationAnswer } from "@/features/adjudication/schema";
import type { ProblemDetails } from "@/web/problem";
import type { Caller } from "./api-caller";
import { newCaller, serveFrom } from "./api-caller";
import { newTrace, newWorld, type World } from "./fixtures";
import { onBothHomes } from "./homes";

const COT = "🙂 So 7.\n\nWait, 3+4=7, yes.\n\nOr count: 4, 5, 6, 7.\n\nSo 7 it is.";
const map = offsetMap(COT);
const cut: Cut = (_, start, end) => sliceRange(map, { start: codePoint(start), end: codePoint(end) });
const mark = (label: string, start: number, end: number) => ({ field: "cot", label, start, end, quote: cut("cot", start, end) });
/** What two people marked: agreed, another label, another border, only one, only the other. */
const WORK = [[mark("branching", 0, 8), mark("verification", 9, 26), mark("verification", 28, 49), mark("candidate_answer", 51, 62)], [mark("branching", 0, 8), mark("backtracking", 9, 26), mark("verification", 28, 40), mark("correction", 3, 8)]];

/** What a person sees of an adjudication: ids and what only the server knows left out. */
const seen = ({ status, groups, answers, gold }: AdjudicationAnswer) => ({
  status, decisions: [...groups, ...answers].map(({ decision }) => decision && [decision.choice, decision.layer, decision.reason, decision.span !== null]),
  spans: gold.spans.map(({ label, start, end, quote, provenance: { origin } }) => `${start} ${end} ${label} ${origin} ${quote}`).sort(),
});

onBothHomes("J11: steps of the adjudicator one behind the other", (home) => {
  let world: World;
  let people: Caller[];
  let judge: Caller;

  beforeAll(async () => {
    serveFrom(home.db);
    world = await newWorld(home.db, presetByKey("longcot-error-correction")!);
    people = [await newCaller(home.db, world, { scope: "write" }), await newCaller(home.db, world, { scope: "write" })];
    judge = await newCaller(home.db, world, { role: "adjudicator", scope: "write" });
  });

  /** A trace that both have finished, its routes, and how it stands. */
  async function newBench(): Promise<{ at: string; endpoint: AdjudicationEndpoint; opening: AdjudicationAnswer }> {
    const trace = await newTrace(home.db, world.projectId, { externalId: `steps 🙂 ${Math.random()}`, prompt: `What is 3+4? 🙂 ${Math.random()}`, cot: COT });
    for (const [k, who] of people.entries()) {
      const operations = [...WORK[k]!.map((span, n) => ({ opId: `o${n}`, type: "addSpan", span: { id: `s${n}`, ...span } })), { opId: "a", type: "setAnswer", question: "truncated", from: null, to: k === 0 ? "yes" : "no" }, { opId: "done", type: "submit" }];
      expect(await who.call("POST", `/api/v1/projects/${world.slug}/traces/${trace}/annotations/mine/operations`, { revision: 0, operations })).toMatchObject({ status: 200 });
    }
    const at = `/api/v1/projects/${world.slug}/adjudications/${trace}`;
    const ask = async (method: "GET" | "POST", path: string, input?: unknown): Promise<Result<AdjudicationAnswer, ProblemDetails>> => {
      const { status, body } = await judge.call<unknown>(method, `${at}${path}`, input);
      return status < 400 ? succeed(body as AdjudicationAnswer) : fail(body as ProblemDetails);
    };
    const endpoint: AdjudicationEndpoint = { decide: (input) => ask("POST", "/decisions", input), submit: (looked) => ask("POST", "/submit", looked), reopen: (looked) => ask("POST", "/reopen", looked), read: () => ask("GET", "") };
    const opening = await endpoint.read();
    if (!opening.ok) throw new Error(JSON.stringify(opening.error));
    return { at, endpoint, opening: opening.value };
  }

  const quiet = async (queue: StepQueue): Promise<void> => { while (queue.getState().save === "saving") await new Promise<void>((go) => { const stop = queue.subscribe(() => { stop(); go(); }); }); };
  const open = ({ groups, answers }: AdjudicationAnswer) => groups.filter(({ decision }) => decision === null).length + answers.filter(({ agreed, decision }) => !agreed && !decision).length;
  const accept = (held: AdjudicationAnswer, n: number, reason = ""): Action => { const group = held.groups[n]!; return { kind: "decide", step: { groupKey: group.key, choice: { kind: "accept", layer: group.members[0]!.layer }, reason } }; };
  const settleAll = (queue: StepQueue, held: AdjudicationAnswer): void => {
    held.groups.forEach((group, n) => { if (!group.decision) queue.add(accept(held, n, `because ${n} 🙂`)); });
    for (const { question, values, agreed } of held.answers) if (!agreed) queue.add({ kind: "decide", step: { question, layer: values[0]!.layer, reason: "" } });
  };

  test("J11: whatever is pressed while steps are being saved, in the end the server has what the page showed", async () => {
    const walks = fc.array(fc.tuple(fc.constantFrom("accept", "other", "merge", "reject", "edit", "answer", "add", "undo", "undo", "redo", "redo"), fc.nat(9)), { minLength: 4, maxLength: 14 });
    await fc.assert(fc.asyncProperty(walks, async (walk) => {
      const { at, endpoint, opening } = await newBench();
      const queue = new StepQueue(opening, endpoint, cut);
      for (const [what, n] of walk) {
        const state = queue.getState();
        const group = state.held.groups[n % state.held.groups.length]!;
        const [question] = state.held.answers;
        const decide = (choice: Extract<Extract<Action, { kind: "decide" }>["step"], { groupKey: string }>["choice"]): void => queue.add({ kind: "decide", step: { groupKey: group.key, choice, reason: `${n} 🙂` } });
        if (what === "undo") { if (state.canUndo) queue.add({ kind: "undo" }); }
        else if (what === "redo") { if (state.canRedo) queue.add({ kind: "redo" }); }
        else if (what === "answer") queue.add({ kind: "decide", step: { question: question!.question, layer: question!.values[n % 2]!.layer, reason: "" } });
        else if (what === "add") queue.add({ kind: "decide", step: { add: { field: "cot", label: "verification", start: 30 + n, end: 36 + n, attributes: {}, certainty: "sure", note: "" } } });
        else if (what === "merge") decide({ kind: "merge", label: "verification" });
        else if (what === "edit") decide({ kind: "edit", span: { label: "branching", start: n, end: n + 3, attributes: {}, certainty: "sure", note: "" } });
        else if (what === "reject") decide({ kind: "reject" });
        else decide({ kind: "accept", layer: group.members[(what === "other" ? 1 : 0) % group.members.length]!.layer });
      }
      const shown = seen(queue.getState().held);
      const addTakenBack = walk.some(([what]) => what === "add") && walk.some(([what]) => what === "undo");
      await quiet(queue);
      const { problem, waiting, held: now } = queue.getState();
      expect([problem, waiting]).toEqual([null, 0]);
      const { decisions, spans, status } = seen(now);
      expect(decisions).toEqual(shown.decisions);
      expect(status).toBe(shown.status);
      if (!addTakenBack) expect(spans).toEqual(shown.spans); // which span an undone addition was is known when the server has answered
      expect((await judge.call<AdjudicationAnswer>("GET", at)).body).toEqual(now);
    }), { numRuns: 12 });
  }, 120_000);

  test("J4: a place that all agree on can be settled otherwise by the first step of all", async () => {
    const { at, endpoint, opening } = await newBench();
    const [agreed] = opening.groups;
    const answer = await endpoint.decide({ revision: 0, groupKey: agreed!.key, choice: { kind: "reject" }, reason: "not here 🙂" });
    expect(answer.ok && answer.value.groups[0]!.decision).toMatchObject({ choice: "reject", reason: "not here 🙂" });
    const { body } = await judge.call<AdjudicationAnswer>("GET", at);
    expect([body.groups[0]!.decision?.choice, body.gold.spans.length]).toEqual(["reject", 0]);
  });

  test("J11: everything settled and submitted within one breath is there", async () => {
    const { at, endpoint, opening } = await newBench();
    const queue = new StepQueue(opening, endpoint, cut);
    settleAll(queue, opening);
    expect(open(queue.getState().held)).toBe(0);
    queue.add({ kind: "submit" });
    expect(queue.getState()).toMatchObject({ save: "saving", waiting: 6, held: { status: "submitted" } });
    await quiet(queue);
    expect(queue.getState()).toMatchObject({ save: "saved", waiting: 0, problem: null });
    const { body } = await judge.call<AdjudicationAnswer>("GET", at);
    expect(body.status).toBe("submitted");
    expect(body.groups.flatMap(({ decision }) => (decision && decision.choice !== "agreed" ? [decision.reason] : [])).sort()).toEqual(["because 1 🙂", "because 2 🙂", "because 3 🙂", "because 4 🙂"]);
  });

  test("J11: while the server is away steps are kept and shown; a lost answer is not asked for twice", async () => {
    const { at, endpoint, opening } = await newBench();
    const away: ProblemDetails = { type: "/problems/database-unavailable", title: "The server cannot be reached", status: 0, kind: "database-unavailable" };
    let line: "up" | "cut" | "answers lost" = "cut";
    const queue = new StepQueue(opening, { ...endpoint, decide: async (input) => { if (line === "cut") return fail(away); const answer = await endpoint.decide(input); return line === "answers lost" ? fail(away) : answer; } }, cut);
    queue.add(accept(opening, 1, "one 🙂"));
    queue.add({ kind: "decide", step: { add: { field: "cot", label: "correction", start: 28, end: 31, attributes: {}, certainty: "sure", note: "" } } });
    await quiet(queue);
    expect(queue.getState()).toMatchObject({ save: "failed", waiting: 2, problem: { kind: "database-unavailable" } });
    expect(queue.getState().held.groups[1]!.decision).toMatchObject({ choice: "accept", reason: "one 🙂" });
    line = "answers lost";
    queue.again();
    await quiet(queue);
    expect(queue.getState().waiting).toBe(2);
    line = "up";
    queue.again();
    await quiet(queue);
    expect(queue.getState()).toMatchObject({ save: "saved", waiting: 0, problem: null });
    const { body } = await judge.call<AdjudicationAnswer>("GET", at);
    expect(body).toEqual(queue.getState().held);
    expect(body.gold.spans.filter(({ label, start }) => label === "correction" && start === 28)).toHaveLength(1);
  });

  test("J11: a step that others overtook is sent anew where its place is untouched, and refused where it is not", async () => {
    const { endpoint, opening } = await newBench();
    const [mine, theirs] = [new StepQueue(opening, endpoint, cut), new StepQueue(opening, endpoint, cut)];
    theirs.add(accept(opening, 2, "theirs"));
    await quiet(theirs);
    mine.add(accept(opening, 3, "mine"));
    await quiet(mine);
    expect(mine.getState().problem).toBe(null);
    expect(mine.getState().held.groups.map(({ decision }) => decision?.reason ?? null)).toEqual([...opening.groups.keys()].map((n) => (n === 0 ? "" : n === 2 ? "theirs" : n === 3 ? "mine" : null)));
    // What was never in the gold is rejected without an operation: its revision does not tell.
    theirs.add({ kind: "decide", step: { groupKey: opening.groups[1]!.key, choice: { kind: "reject" }, reason: "theirs" } });
    await quiet(theirs);
    mine.add(accept(opening, 1, "mine"));
    mine.add(accept(opening, 4, "later"));
    mine.add({ kind: "undo" });
    await quiet(mine);
    const { problem, held } = mine.getState();
    expect(problem?.kind).toBe("stale-revision");
    expect([held.groups[1]!.decision?.reason, held.groups[4]!.decision?.reason]).toEqual(["theirs", "later"]);
  });
});
