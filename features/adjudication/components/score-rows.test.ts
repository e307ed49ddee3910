import fc from "fast-check";
import { expect, test } from "vitest";
import { type Bar, type Block, isIn, type Lane } from "./score-model";
import { rowDealer } from "./score-rows";

/** Two fields, each cut into blocks of ten with two code points between them that are not shown, as line ends are not. */
const blocks: readonly Block[] = (["prompt", "cot"] as const).flatMap((field) => Array.from({ length: 5 }, (_, k): Block => ({ key: `${field} ${k * 12}`, field, step: null, start: k * 12, end: k * 12 + 10, text: "🙂 a block." })));
const bars = fc.array(fc.record({ field: fc.constantFrom("prompt", "cot", "answer"), start: fc.nat(58), length: fc.integer({ min: 1, max: 40 }) }), { maxLength: 8 })
  .map((all) => all.map(({ field, start, length }, k): Bar => ({ id: `b${k}`, field: field as Bar["field"], start, end: start + length, label: "x", state: "agree", group: null })));
const lane = (id: string, own: readonly Bar[]): Lane => ({ id, name: id, bars: own, unread: own.map(({ field, start, end }) => ({ field, start, end })) });

test("J10: every block has exactly what touches it of each lane, in the lane's order", () => {
  fc.assert(fc.property(bars, bars, (result, layer) => {
    const rows = rowDealer()(blocks, lane("gold", result), [lane("a", layer)]);
    for (const block of blocks) {
      const row = rows.get(block.key)!;
      expect(row.result.bars).toEqual(result.filter((bar) => isIn(bar, block)));
      expect(row.layers[0]!.bars).toEqual(layer.filter((bar) => isIn(bar, block)));
      expect(row.layers[0]!.unread).toEqual(layer.filter((bar) => isIn(bar, block)).map(({ field, start, end }) => ({ field, start, end })));
    }
  }));
});

test("J10: a block that a step is not about keeps the lanes that it had, the others get new ones", () => {
  fc.assert(fc.property(bars, fc.nat(7), (made, which) => {
    const deal = rowDealer();
    const before = deal(blocks, lane("gold", made), [lane("a", made)]);
    const copies = made.map((bar, k): Bar => ({ ...bar, state: k === which ? "accepted" : bar.state }));
    const after = deal(blocks, lane("gold", copies), [lane("a", made.map((bar) => ({ ...bar })))]);
    const changed = made[which];
    for (const block of blocks) expect(after.get(block.key) === before.get(block.key)).toBe(changed === undefined || !isIn(changed, block));
  }));
});
