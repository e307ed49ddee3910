import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { emptyAnnotation } from "@/core/annotation/annotation";
import type { Operation } from "@/core/annotation/operation";
import { toFold } from "@/core/annotation/serialize";
import { gestureArbitrary, operationsOf, type Gesture } from "@/core/annotation/testing/random-gestures";
import { sampleContext, spanOn } from "@/core/annotation/testing/sample-trace";
import { SimulatedServer } from "@/core/annotation/testing/simulated-server";
import { WorkbenchSession } from "../session";
import type { AnnotationEndpoint, AppendAnswer } from "./annotation-endpoint";
import { Saver, type SaveState } from "./saver";

type Weather = "fine" | "lost" | "doubled" | "down";

/** One browser tab over a simulated server whose line has weather; `kept` is its storage, which outlives a reload. */
class Tab {
  session!: WorkbenchSession;
  saver!: Saver;
  kept: readonly Operation[] = [];
  states: SaveState[] = [];
  weather: Weather[] = [];
  #ids = 0;

  constructor(private readonly name: string, readonly server: SimulatedServer) { this.load(); }

  readonly newId = (): string => `${this.name}-${this.#ids++}`;

  load(): void {
    const opened = JSON.parse(JSON.stringify(toFold(this.server.read()))) as ReturnType<typeof toFold>;
    this.session = new WorkbenchSession({ ...opened, spans: new Map(opened.spans.map((span) => [span.id, span])), relations: new Map(opened.relations.map((relation) => [relation.id, relation])), answers: new Map(Object.entries(opened.answers)) }, sampleContext, { readOnly: false });
    const { session } = this;
    this.saver = new Saver({ context: sampleContext, replica: () => session.state.replica, replace: (replica) => session.replace(replica), onState: (state) => this.states.push(state), onSaved: () => {} }, this.#endpoint(), { put: (_, operations) => { if (session === this.session) this.kept = [...operations]; return Promise.resolve(); } });
    const { saver } = this;
    session.onPending = () => saver.changed();
    session.adopt(this.kept);
  }

  /** The page goes: what is under way is never heard of again. */
  reload(): void {
    this.saver.stop();
    this.load();
  }

  #endpoint(): Pick<AnnotationEndpoint, "append" | "current"> {
    const { server } = this;
    const post = (revision: number, operations: readonly Operation[]): AppendAnswer => {
      const answer = server.post(revision, operations);
      if (answer.status === 200) return { kind: "saved", revision: answer.revision };
      return answer.status === 409 ? { kind: "stale", revision: answer.revision, missing: answer.missing } : { kind: "refused", refusal: answer.refusal, detail: "" };
    };
    return {
      append: async (revision, operations) => {
        const weather = this.weather.shift() ?? "fine";
        await Promise.resolve();
        if (weather === "down") return { kind: "unreachable", retryAfter: null };
        const answer = post(revision, operations);
        if (weather === "lost") return { kind: "unreachable", retryAfter: null };
        return weather === "doubled" ? post(revision, operations) : answer;
      },
      current: async () => { await Promise.resolve(); return JSON.parse(JSON.stringify(toFold(server.read()))) as ReturnType<typeof toFold>; },
    };
  }
}

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });
const quiet = (): Promise<unknown> => vi.advanceTimersByTimeAsync(600_000);
const span = (id: string) => ({ type: "addSpan", span: spanOn(id, "verification", "let me check 3·7") }) as const;

test("K6: an operation is on its way within a second", async () => {
  const tab = new Tab("a", new SimulatedServer(sampleContext));
  tab.session.perform([span("s1")]);
  expect(tab.states.at(-1)).toEqual({ kind: "saving", waiting: 1 });
  await vi.advanceTimersByTimeAsync(1_000);
  expect(tab.server.log).toHaveLength(1);
  expect(tab.states.at(-1)).toMatchObject({ kind: "saved" });
});

test("K6: offline, work goes on and waits; back online it is sent, once", async () => {
  const tab = new Tab("a", new SimulatedServer(sampleContext));
  tab.weather = Array.from({ length: 4 }, (): Weather => "down");
  tab.session.perform([span("s1")]);
  await vi.advanceTimersByTimeAsync(3_000);
  tab.session.perform([{ type: "setEmpty", from: false, to: true }]);
  expect(tab.states.at(-1)).toEqual({ kind: "offline", waiting: 2 });
  await quiet();
  expect(tab.server.log.map(({ type }) => type)).toEqual(["addSpan", "setEmpty"]);
});

test("K6: what waited at a reload is shown and sent again, also where its answer was lost", async () => {
  const tab = new Tab("a", new SimulatedServer(sampleContext));
  tab.weather = ["lost"];
  tab.session.perform([span("s1")]);
  await vi.advanceTimersByTimeAsync(300);
  expect(tab.server.log).toHaveLength(1);
  tab.session.perform([{ type: "setEmpty", from: false, to: true }]);
  tab.reload();
  expect(tab.session.state.annotation.spans.has("s1")).toBe(true);
  await quiet();
  expect(tab.server.log.map(({ type }) => type)).toEqual(["addSpan", "setEmpty"]);
  expect(tab.states.at(-1)).toMatchObject({ kind: "saved" });
});

test("K6: a signed-out session halts the saving, keeps everything and goes on afterwards", async () => {
  const server = new SimulatedServer(sampleContext);
  const states: SaveState[] = [];
  const session = new WorkbenchSession(emptyAnnotation, sampleContext, { readOnly: false });
  let signedIn = false;
  const saver = new Saver({ context: sampleContext, replica: () => session.state.replica, replace: (replica) => session.replace(replica), onState: (state) => states.push(state), onSaved: () => {} }, {
    append: (revision, operations) => { if (!signedIn) return Promise.resolve({ kind: "signed-out" }); const answer = server.post(revision, operations); return Promise.resolve(answer.status === 200 ? { kind: "saved", revision: answer.revision } : { kind: "unreachable", retryAfter: null }); },
    current: () => Promise.resolve(null)
  }, { put: () => Promise.resolve() });
  session.onPending = () => saver.changed();
  session.perform([span("s1")]);
  await quiet();
  expect(states.at(-1)).toEqual({ kind: "signed-out", waiting: 1 });
  signedIn = true;
  saver.resume();
  await quiet();
  expect([states.at(-1)?.kind, server.log.length]).toEqual(["saved", 1]);
});

test("K6: two tabs that change the same thing: one is saved, the other is shown with both versions, nothing is overwritten", async () => {
  const server = new SimulatedServer(sampleContext);
  const [a, b] = [new Tab("a", server), new Tab("b", server)];
  a.session.perform([span("s1")]);
  await quiet();
  await b.saver.reread();
  a.session.perform([{ type: "changeSpan", id: "s1", from: { note: "" }, to: { note: "first" } }]);
  b.session.perform([{ type: "changeSpan", id: "s1", from: { note: "" }, to: { note: "second" } }]);
  await quiet();
  const conflicts = [...a.session.state.replica.conflicts, ...b.session.state.replica.conflicts];
  expect(conflicts).toHaveLength(1);
  expect(conflicts[0]!.mine).toMatchObject({ value: { note: expect.stringMatching(/first|second/) as string } });
  await a.saver.reread();
  expect(a.session.state.annotation).toEqual(b.session.state.annotation);
});

test("K7: any gestures, undo, redo, reloads, lost and doubled requests in two tabs end with all holding the fold of the log", async () => {
  type Event = { readonly tab: 0 | 1; readonly act: Gesture | "undo" | "redo" | "reload" | "pause" | Weather };
  const event: fc.Arbitrary<Event> = fc.record({ tab: fc.constantFrom(0 as const, 1 as const), act: fc.oneof({ weight: 6, arbitrary: gestureArbitrary }, { weight: 3, arbitrary: fc.constantFrom("undo" as const, "redo" as const, "pause" as const) }, { weight: 2, arbitrary: fc.constantFrom("lost" as const, "doubled" as const, "down" as const) }, { weight: 1, arbitrary: fc.constant("reload" as const) }) });
  let saved = 0;
  await fc.assert(fc.asyncProperty(fc.array(event, { minLength: 8, maxLength: 40 }), async (events) => {
    const server = new SimulatedServer(sampleContext);
    const tabs = [new Tab("a", server), new Tab("b", server)] as const;
    for (const { tab: index, act } of events) {
      const tab = tabs[index];
      if (act === "undo") tab.session.undo();
      else if (act === "redo") tab.session.redo();
      else if (act === "reload") tab.reload();
      else if (act === "pause") await vi.advanceTimersByTimeAsync(2_000);
      else if (typeof act === "string") tab.weather.push(act);
      else tab.session.performOperations(operationsOf(act, tab.session.state.annotation, sampleContext, tab.newId));
    }
    await quiet();
    for (const tab of tabs) { await tab.saver.reread(); await quiet(); }
    for (const tab of tabs) {
      expect(tab.saver.waiting).toBe(0);
      expect(sorted(tab.session.state.annotation)).toEqual(sorted(server.read()));
    }
    expect(new Set(server.log.map(({ opId }) => opId)).size).toBe(server.log.length);
    saved += server.log.length;
  }), { numRuns: 80 });
  expect(saved).toBeGreaterThan(100); // the success branch was seen
}, 60_000);

/** Order of spans and relations is not part of what an annotation says. */
const sorted = (annotation: Parameters<typeof toFold>[0]) => { const fold = toFold(annotation); const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : 1); return { ...fold, spans: [...fold.spans].sort(byId), relations: [...fold.relations].sort(byId) }; };
