import fc from "fast-check";
import { expect, test } from "vitest";
import { planAssignments } from "./plan-assignments";

const design = fc.record({ count: fc.nat(60), people: fc.nat(7), wanted: fc.integer({ min: 1, max: 4 }), seed: fc.integer() })
  .map(({ count, people, wanted, seed }) => ({
    traces: Array.from({ length: count }, (_, k) => `t🙂${k}`), annotators: Array.from({ length: people }, (_, k) => `m${k}`), overlap: people === 0 ? wanted : Math.min(wanted, people), seed,
  }));

test("H17: every trace is labelled by as many different people as asked for, and the load is even", () => {
  fc.assert(fc.property(design, (each) => {
    const plan = planAssignments(each);
    expect(plan).toEqual(planAssignments(each));
    for (const trace of each.traces) {
      const people = plan.filter(({ traceId }) => traceId === trace).map(({ membershipId }) => membershipId);
      expect(people).toHaveLength(each.overlap);
      if (each.annotators.length > 0) expect(new Set(people).size).toBe(each.overlap);
    }
    const loads = each.annotators.map((person) => plan.filter(({ membershipId }) => membershipId === person));
    if (loads.length > 0) expect(Math.max(...loads.map((load) => load.length)) - Math.min(...loads.map((load) => load.length))).toBeLessThanOrEqual(1);
    for (const load of loads) expect(load.map(({ position }) => position).sort((a, b) => a - b)).toEqual(load.map((_, k) => k));
  }));
});

test("H17: a pool hands out every trace once before any a second time; other seeds give other orders", () => {
  const traces = Array.from({ length: 20 }, (_, k) => `t${k}`);
  const plan = planAssignments({ traces, annotators: [], overlap: 2, seed: 7 }).sort((a, b) => a.position - b.position);
  expect(new Set(plan.slice(0, 20).map(({ traceId }) => traceId)).size).toBe(20);
  expect(plan.map(({ traceId }) => traceId)).not.toEqual(planAssignments({ traces, annotators: [], overlap: 2, seed: 8 }).map(({ traceId }) => traceId));
});

test("H17: more overlap than people is a mistake", () => {
  expect(() => planAssignments({ traces: ["t"], annotators: ["m"], overlap: 2, seed: 1 })).toThrow(RangeError);
});
