import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { emptyAnnotation, type Annotation } from "@/core/annotation/annotation";
import { foldLog } from "@/core/annotation/fold";
import type { Operation } from "@/core/annotation/operation";
import type { Refusal } from "@/core/annotation/refusal";
import { fromFold, toFold, type FoldRecord } from "@/core/annotation/serialize";
import { gestureArbitrary, operationsOf, type Gesture } from "@/core/annotation/testing/random-gestures";
import { sampleContext } from "@/core/annotation/testing/sample-trace";
import { operationsSince } from "@/data/annotation-log";
import { publishDraft, saveDraft } from "@/data/codebooks";
import type { AppendAnswer } from "@/features/workbench/saving/annotation-endpoint";
import { Saver } from "@/features/workbench/saving/saver";
import { WorkbenchSession } from "@/features/workbench/session";
import type { Caller } from "./api-caller";
import { newCaller, serveFrom } from "./api-caller";
import type { World } from "./fixtures";
import { newTrace, newWorld, NOW } from "./fixtures";
import { onBothHomes } from "./homes";

type Weather = "fine" | "lost" | "doubled" | "down";
interface Event { readonly tab: 0 | 1; readonly act: Gesture | "undo" | "redo" | "reload" | "save" | Weather }

interface Problem { readonly revision: number; readonly missing?: readonly Operation[]; readonly opId?: string; readonly operationType?: Operation["type"]; readonly kind: string }

/** One browser tab over the product's own handlers and database, on a line with weather; `kept` is its storage, which outlives a reload. */
class Tab {
  session!: WorkbenchSession;
  saver!: Saver;
  weather: Weather[] = [];
  #kept: readonly Operation[] = [];
  #ids = 0;

  constructor(private readonly name: string, private readonly caller: Caller, private readonly mine: string) {}

  readonly newId = (): string => `${this.name}-${this.#ids++}`;

  async load(): Promise<void> {
    this.saver?.stop();
    const session = new WorkbenchSession(fromFold((await this.caller.call<FoldRecord>("GET", this.mine)).body), sampleContext, { readOnly: false });
    this.session = session;
    this.saver = new Saver(
      { context: sampleContext, replica: () => session.state.replica, replace: (replica) => session.replace(replica), onState: () => {}, onSaved: () => {} },
      { append: (revision, operations) => this.#append(revision, operations), current: async () => (await this.caller.call<FoldRecord>("GET", this.mine)).body },
      { put: (_, operations) => { if (session === this.session) this.#kept = [...operations]; return Promise.resolve(); } });
    // Saved when the test says so, not by a clock.
    session.onPending = () => { this.#kept = [...session.state.replica.pending]; };
    session.adopt(this.#kept);
  }

  async save(): Promise<void> {
    await this.saver.flush();
    this.saver.stop();
  }

  async #append(revision: number, operations: readonly Operation[]): Promise<AppendAnswer> {
    const weather = this.weather.shift() ?? "fine";
    if (weather === "down") return { kind: "unreachable", retryAfter: null };
    const post = () => this.caller.call<Problem>("POST", `${this.mine}/operations`, { revision, operations });
    const answers = weather === "doubled" ? await Promise.all([post(), post()]) : [await post()];
    if (weather === "lost") return { kind: "unreachable", retryAfter: null };
    const { status, body } = answers.at(-1)!;
    if (status === 200) return { kind: "saved", revision: body.revision };
    if (status === 409) return { kind: "stale", revision: body.revision, missing: body.missing! };
    expect(status).toBe(422);
    return { kind: "refused", refusal: { ...body, type: body.operationType } as unknown as Refusal, detail: body.kind };
  }
}

const event: fc.Arbitrary<Event> = fc.record({
  tab: fc.constantFrom(0 as const, 1 as const),
  act: fc.oneof(
    { weight: 6, arbitrary: gestureArbitrary }, { weight: 3, arbitrary: fc.constantFrom("undo" as const, "redo" as const) }, { weight: 4, arbitrary: fc.constant("save" as const) },
    { weight: 3, arbitrary: fc.constantFrom("lost" as const, "doubled" as const, "down" as const) }, { weight: 1, arbitrary: fc.constant("reload" as const) }),
});

/** Order of spans and relations is no part of what an annotation says. */
const said = (annotation: Annotation) => {
  const fold = toFold(annotation);
  const byId = (a: { readonly id: string }, b: { readonly id: string }): number => (a.id < b.id ? -1 : 1);
  return { ...fold, spans: [...fold.spans].sort(byId), relations: [...fold.relations].sort(byId) };
};

onBothHomes("K7: the protocol against the real server", (home) => {
  let world: World;
  let caller: Caller;
  beforeAll(async () => {
    serveFrom(home.db);
    world = await newWorld(home.db);
    const later = new Date(NOW.getTime() + 60_000);
    await saveDraft(home.db, world.projectId, sampleContext.codebook, later);
    await publishDraft(home.db, world.projectId, [], later);
    caller = await newCaller(home.db, world, { scope: "write" });
  });

  test("K7: any gestures, undo, redo, reloads, lost, doubled and refused requests in two tabs end with server, tabs and the fold of the log being one", async () => {
    let [logged, conflicts, runs] = [0, 0, 0];
    await fc.assert(fc.asyncProperty(fc.array(event, { minLength: 12, maxLength: 45 }), async (events) => {
      const { offsets: { prompt, cot, answer }, excluded } = sampleContext;
      const trace = await newTrace(home.db, world.projectId, { prompt: prompt.text, cot: cot.text, answer: answer.text, excluded: excluded!.map((range) => ({ ...range, reason: "prompt-echo" as const })), externalId: `protocol-${runs++}`, sample: runs });
      const mine = `/api/v1/projects/${world.slug}/traces/${trace}/annotations/mine`;
      const tabs = [new Tab("a", caller, mine), new Tab("b", caller, mine)] as const;
      for (const tab of tabs) await tab.load();
      for (const { tab: index, act } of events) {
        const tab = tabs[index];
        if (act === "undo") tab.session.undo();
        else if (act === "redo") tab.session.redo();
        else if (act === "reload") await tab.load();
        else if (act === "save") await tab.save();
        else if (typeof act === "string") tab.weather.push(act);
        else tab.session.performOperations(operationsOf(act, tab.session.state.annotation, sampleContext, tab.newId));
      }
      for (let round = 0; round < 60 && tabs.some(({ saver }) => saver.waiting > 0); round++) for (const tab of tabs) await tab.save();
      for (const tab of tabs) await tab.saver.reread();

      const held = fromFold((await caller.call<FoldRecord>("GET", mine)).body);
      const [row] = await home.db.query<{ id: string; revision: number }>(`SELECT "id", "revision" FROM "annotation" WHERE "project_id" = $1 AND "trace_id" = $2`, [world.projectId, trace]);
      const log = row ? await operationsSince(home.db, world.projectId, row.id, 0, row.revision) : [];
      expect(said(held)).toEqual(said(foldLog(log, emptyAnnotation)));
      for (const tab of tabs) {
        expect(tab.saver.waiting).toBe(0);
        expect(said(tab.session.state.annotation)).toEqual(said(held));
        conflicts += tab.session.state.replica.conflicts.length;
      }
      expect(new Set(log.map(({ opId }) => opId)).size).toBe(log.length);
      logged += log.length;
    }), { numRuns: 25 });
    expect(logged).toBeGreaterThan(60); // the success branch was seen
    expect(conflicts).toBeGreaterThan(0); // and so was work that no longer applied
  });
});
