import fc from "fast-check";
import { expect, test } from "vitest";
import { codePoint } from "../text/offset";
import { stackRows } from "./stacking";

const spans = fc.array(fc.tuple(fc.nat({ max: 60 }), fc.integer({ min: 1, max: 20 }), fc.constantFrom("cot" as const, "prompt" as const)), { maxLength: 25, size: "max" })
  .map((made) => made.map(([start, length, field], i) => ({ id: `s${i}`, field, start: codePoint(start), end: codePoint(start + length) })));
type Placed = Parameters<typeof stackRows>[0] extends Iterable<infer One> ? One : never;
const touches = (a: Placed, b: Placed): boolean => a.id !== b.id && a.field === b.field && a.start < b.end && b.start < a.end;
const depth = (all: readonly Placed[]): number => Math.max(0, ...all.map((at) => all.filter((span) => span.field === at.field && span.start <= at.start && at.start < span.end).length));

test("A10: spans that overlap never share a row, and there are no more rows than the deepest overlap", () => {
  fc.assert(fc.property(spans, (all) => {
    const rows = stackRows(all);
    for (const a of all) for (const b of all) if (touches(a, b)) expect(rows.get(a.id)).not.toBe(rows.get(b.id));
    expect(Math.max(-1, ...rows.values()) + 1).toBe(depth(all));
  }));
});

test("A10: adding a span moves no other", () => {
  fc.assert(fc.property(spans, fc.nat(), (all, pick) => {
    fc.pre(all.length > 0);
    const added = all[pick % all.length]!;
    const before = stackRows(all.filter((span) => span !== added));
    const after = stackRows(all, before);
    for (const [id, row] of before) expect(after.get(id)).toBe(row);
    for (const a of all) if (touches(a, added)) expect(after.get(a.id)).not.toBe(after.get(added.id));
  }));
});

test("A10: a span that moved onto another makes way, and the others stay", () => {
  const at = (id: string, start: number, end: number) => ({ id, field: "cot" as const, start: codePoint(start), end: codePoint(end) });
  const before = stackRows([at("a", 0, 5), at("b", 10, 15)]);
  const after = stackRows([at("a", 0, 5), at("b", 3, 15)], before);
  expect([...after]).toEqual([["a", 0], ["b", 1]]);
});
