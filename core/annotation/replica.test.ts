import fc from "fast-check";
import { expect, test } from "vitest";
import { foldLog } from "./fold";
import type { Operation } from "./operation";
import type { Replica } from "./replica";
import { acknowledge, act, catchUp, needsRefresh, openReplica, redoLast, refresh, reject, toSend, undoLast } from "./replica";
import { toFold } from "./serialize";
import type { Gesture } from "./testing/random-gestures";
import { counting, gestureArbitrary, operationsOf } from "./testing/random-gestures";
import { sampleContext as context, spanOn } from "./testing/sample-trace";
import type { Answered } from "./testing/simulated-server";
import { SimulatedServer } from "./testing/simulated-server";

const isSaved = ({ pending }: Replica): boolean => pending.length === 0;

type Event =
  | { readonly tab: number; readonly do: "gesture"; readonly gesture: Gesture }
  | { readonly tab: number; readonly do: "undo" | "redo" | "reload" | "refresh" }
  | { readonly tab: number; readonly do: "send"; readonly network: "good" | "request-lost" | "answer-lost" | "doubled" | "overtaken"; readonly share: number };

const tabs = fc.nat({ max: 1 });
const events: fc.Arbitrary<Event> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ tab: tabs, do: fc.constant("gesture" as const), gesture: gestureArbitrary }) },
  { weight: 3, arbitrary: fc.record({ tab: tabs, do: fc.constantFrom("undo" as const, "undo" as const, "redo" as const, "reload" as const, "refresh" as const) }) },
  { weight: 5, arbitrary: fc.record({ tab: tabs, do: fc.constant("send" as const), network: fc.constantFrom("good" as const, "good" as const, "request-lost" as const, "answer-lost" as const, "doubled" as const, "overtaken" as const), share: fc.nat({ max: 3 }) }) },
);

/** Two tabs, one server, a bad network. */
class World {
  readonly server = new SimulatedServer(context);
  readonly tabs: Replica[] = [openReplica(this.server.read(), [], context), openReplica(this.server.read(), [], context)];
  readonly performed = new Map<string, Operation>();
  readonly givenUp = new Set<string>();
  readonly newId = counting("op");
  conflicts = 0;

  happen(event: Event): void {
    const tab = this.tabs[event.tab]!;
    switch (event.do) {
      case "gesture": {
        const acted = act(tab, operationsOf(event.gesture, tab.annotation, context, this.newId), context);
        if (acted.ok) this.become(event.tab, acted.value);
        break;
      }
      case "undo": this.become(event.tab, undoLast(tab, context, this.newId).replica); break;
      case "redo": this.become(event.tab, redoLast(tab, context, this.newId).replica); break;
      // Everything is forgotten but what is kept on disk: the pending operations.
      case "reload": this.become(event.tab, openReplica(this.server.read(), JSON.parse(JSON.stringify(tab.pending)) as Operation[], context), tab); break;
      case "refresh": this.become(event.tab, refresh(tab, this.server.read(), context), tab); break;
      case "send": this.send(event.tab, event.network, event.share); break;
    }
  }

  send(at: number, network: Extract<Event, { do: "send" }>["network"], share: number): void {
    const tab = this.tabs[at]!;
    const waiting = toSend(tab);
    const sent = share === 0 ? waiting : waiting.slice(0, Math.ceil(waiting.length / share));
    if (sent.length === 0 || network === "request-lost") return;
    if (network === "overtaken") this.send(1 - at, "good", 0);
    const first = this.server.post(tab.base.revision, sent);
    const answer = network === "doubled" ? this.server.post(tab.base.revision, sent) : first;
    if (network !== "answer-lost") this.hear(at, sent, answer);
  }

  hear(at: number, sent: readonly Operation[], answer: Answered): void {
    const tab = this.tabs[at]!;
    const next = answer.status === 200 ? acknowledge(tab, sent, answer.revision) : answer.status === 409 ? catchUp(tab, answer.missing, context) : reject(tab, answer.refusal, context);
    this.become(at, needsRefresh(next) ? refresh(next, this.server.read(), context) : next, tab);
  }

  /** Until nothing is pending and both have seen the end of the log. */
  quiet(): void {
    for (let round = 0; round < 50 && !this.tabs.every(isSaved); round++) for (const at of [0, 1]) this.send(at, "good", 0);
    for (const at of [0, 1]) this.become(at, refresh(this.tabs[at]!, this.server.read(), context), this.tabs[at]);
  }

  private become(at: number, next: Replica, before?: Replica): void {
    for (const operation of next.pending) this.performed.set(operation.opId, operation);
    const left = new Set(next.pending.map(({ opId }) => opId));
    const logged = new Set(this.server.log.map(({ opId }) => opId));
    for (const { opId } of before?.pending ?? []) if (!left.has(opId) && !logged.has(opId)) this.givenUp.add(opId);
    this.conflicts += next.conflicts.length;
    this.tabs[at] = { ...next, conflicts: [] };
  }
}

const histories = fc.array(events, { minLength: 1, maxLength: 80, size: "max" });

function run(history: readonly Event[]): World {
  const world = new World();
  for (const event of history) {
    world.happen(event);
    for (const tab of world.tabs) {
      const shown = foldLog(tab.pending, tab.base);
      expect(toFold(tab.annotation)).toEqual(toFold(shown));
    }
  }
  world.quiet();
  return world;
}

test("A7: whatever the network does, both tabs end at the fold of the log, and every operation is in it once or was visibly given up", () => {
  fc.assert(fc.property(histories, (history) => {
    const { server, tabs: [left, right], performed, givenUp } = run(history);
    const logged = server.log.map(({ opId }) => opId);
    expect(new Set(logged).size).toBe(logged.length);
    expect(isSaved(left!) && isSaved(right!)).toBe(true);
    expect(toFold(left!.annotation)).toEqual(toFold(server.read()));
    expect(toFold(right!.annotation)).toEqual(toFold(server.read()));
    for (const opId of performed.keys()) expect(logged.includes(opId) || givenUp.has(opId), opId).toBe(true);
    for (const opId of givenUp) expect(logged).not.toContain(opId);
  }), { numRuns: 250 });
}, 60_000);

test("A7: the histories log work, make conflicts and keep some of each tab", () => {
  const worlds = fc.sample(histories, { numRuns: 150, seed: 11 }).map(run);
  const logged = worlds.reduce((sum, { server }) => sum + server.log.length, 0);
  const performed = worlds.reduce((sum, world) => sum + world.performed.size, 0);
  expect(logged / performed).toBeGreaterThan(0.6);
  expect(worlds.reduce((sum, { conflicts }) => sum + conflicts, 0)).toBeGreaterThan(10);
}, 60_000);

test("A7: when the numbers agree by accident, operations that may have been logged before the base are not taken to stand behind it", () => {
  const server = new SimulatedServer(context);
  const note = (opId: string, from: string, to: string): Operation => ({ opId, type: "changeSpan", id: "s1", from: { note: from }, to: { note: to } });
  const must = (result: ReturnType<typeof act>): Replica => { if (!result.ok) throw new Error(result.error.kind); return result.value; };
  server.post(0, [{ opId: "s", type: "addSpan", span: spanOn("s1", "verification", "Wait, let me check") }]);
  let mine = must(act(openReplica(server.read(), [], context), [note("a", "", "mine 🙂")], context));
  server.post(1, mine.pending); // logged, and the answer is lost
  server.post(2, [note("x", "mine 🙂", "")]); // another tab takes it back
  mine = refresh(mine, server.read(), context); // from here it looks as if it had never arrived
  mine = must(act(mine, [{ opId: "b", type: "setEmpty", from: false, to: true }], context));
  server.post(mine.base.revision, toSend(mine)); // the first is dropped, the second logged, and the answer is lost again
  server.post(4, [{ opId: "y", type: "setAnswer", question: "truncated", from: null, to: "no" }]);
  const answer = server.post(mine.base.revision, toSend(mine));
  expect(answer).toEqual({ status: 200, revision: mine.base.revision + toSend(mine).length });
  mine = acknowledge(mine, toSend(mine), mine.base.revision + 2);
  expect(needsRefresh(mine)).toBe(true);
  mine = refresh(mine, server.read(), context);
  expect(toFold(mine.annotation)).toEqual(toFold(server.read()));
  expect(isSaved(mine)).toBe(true);
});
