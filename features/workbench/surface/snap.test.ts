import fc from "fast-check";
import { expect, test } from "vitest";
import { segmentSteps } from "@/core/text/segment";
import { traceDocument } from "./document";
import { GRANULARITIES, nextEdge, nextPlace, snap, unitAt } from "./snap";

const field = (cot: string) => traceDocument({ prompt: "", cot, answer: null, stepEnds: segmentSteps(cot) }).fields.cot;
const snapped = (cot: string, from: number, to: number, granularity: (typeof GRANULARITIES)[number]): string | null => {
  const stretch = snap(field(cot), from, to, granularity);
  return stretch && cot.slice(stretch.from, stretch.to);
};
const cot = "🙂 So the sum is 24. Wait, that is wrong: 7+7+7 = 21.\n\n👩‍🔬 says é is one.  Back.\r\n\r\nשלום 123 olam";

test("K3: a selection snaps to whole characters, words, sentences, steps, without white space at its ends", () => {
  const inside = cot.indexOf("wrong") + 2;
  expect(GRANULARITIES.map((granularity) => snapped(cot, inside, inside + 1, granularity))).toEqual(["o", "wrong", "Wait, that is wrong: 7+7+7 = 21.", "🙂 So the sum is 24. Wait, that is wrong: 7+7+7 = 21."]);
});

test("K3: emoji joined by ZWJ and combining marks are never cut", () => {
  const joined = cot.indexOf("👩");
  expect(snapped(cot, joined + 1, joined + 2, "character")).toBe("👩‍🔬");
  const mark = cot.indexOf("é");
  expect(snapped(cot, mark, mark + 1, "character")).toBe("é");
});

test("K3: white space alone is no selection", () => {
  expect(snapped("🙂 a  \t b", 4, 6, "character")).toBeNull();
});

test("K3: over any text the snapped range holds the selection but for white space, and cuts no surrogate pair", () => {
  const text = fc.array(fc.constantFrom("🙂", "a", " ", "é", "\n\n", "\r\n", "中", ".", "👩‍🔬", "\u200b", "1"), { minLength: 1, maxLength: 40 }).map((parts) => parts.join(""));
  fc.assert(fc.property(text, fc.nat(), fc.nat(), fc.constantFrom(...GRANULARITIES), (value, a, b, granularity) => {
    const [from, to] = [a % (value.length + 1), b % (value.length + 1)].sort((x, y) => x - y) as [number, number];
    const stretch = snap(field(value), from, to, granularity);
    if (!stretch) {
      expect(value.slice(from, to).trim()).toBe("");
      return;
    }
    const chosen = value.slice(stretch.from, stretch.to);
    expect(chosen).toContain(value.slice(from, to).trim());
    expect(/[\ud800-\udbff]$|^[\udc00-\udfff]/.test(chosen)).toBe(false);
  }));
});

test("K3: the caret visits every character once, in both directions, and passes over the breaks between steps", () => {
  const text = field(cot);
  const right: number[] = [0];
  for (let at = nextPlace(text, 0, 1, "character"); at < cot.length; at = nextPlace(text, at, 1, "character")) right.push(at);
  const left: number[] = [];
  for (let at = nextPlace(text, cot.length, -1, "character"); at > 0; at = nextPlace(text, at, -1, "character")) left.push(at);
  // Between two steps there are two places on the way back and on: the end of the one and the start of the other.
  expect(right.filter((at) => !left.includes(at) && at !== 0)).toEqual([]);
  expect(right.some((at) => at > cot.indexOf("👩") && at < cot.indexOf("👩") + "👩‍🔬".length)).toBe(false);
});

/** Clusters that join code points, without white space and line breaks, which selections leave out. */
const joined = fc.array(fc.constantFrom("a", "🙂", "👩‍🔬", "👨‍👩‍👧‍👦", "e\u0301", "中", "🇩🇪", "🇨🇳", "नि", "각", "👍🏽", "."), { minLength: 1, maxLength: 40 }).map((parts) => parts.join(""));
const bordersOf = (text: string): number[] => [...Array.from(new Intl.Segmenter("en", { granularity: "grapheme" }).segment(text), ({ index }) => index), text.length];

test("K3: a selection of characters is the smallest one around what was selected that splits no cluster", () => {
  fc.assert(fc.property(joined, fc.nat(), fc.nat(), (text, a, b) => {
    const [from, to] = [a % text.length, 1 + (b % text.length)].sort((x, y) => x - y) as [number, number];
    fc.pre(from < to);
    const borders = bordersOf(text);
    expect(snap(field(text), from, to, "character")).toEqual({ from: borders.findLast((at) => at <= from), to: borders.find((at) => at >= to) });
  }), { numRuns: 300 });
});

test("K3: the caret walks forth and back over the same borders between clusters", () => {
  fc.assert(fc.property(joined, (text) => {
    const whole = field(text);
    const forth = [0];
    while (forth.at(-1)! < text.length) forth.push(nextPlace(whole, forth.at(-1)!, 1, "character"));
    const back = [text.length];
    while (back[0]! > 0) back.unshift(nextPlace(whole, back[0]!, -1, "character"));
    expect([forth, back]).toEqual([bordersOf(text), bordersOf(text)]);
  }));
});

test("K3: words are those of Latin and of Chinese, a mark and white space are units of their own, and by words the caret moves strictly", () => {
  const text = "🙂 Wait, 我们需要验证 don't";
  const word = (at: number): string => { const { from, to } = unitAt(field(text), at, "word")!; return text.slice(from, to); };
  expect([3, 7, 9, 11, 13, 15, 16].map(word)).toEqual(["Wait", ",", "我们", "需要", "验证", " ", "don't"]);
  fc.assert(fc.property(fc.array(fc.constantFrom("🙂", "Wait", " ", "我们", "\n\n", ", ", "don't"), { minLength: 1, maxLength: 20 }).map((parts) => parts.join("")), fc.nat(), (value, at) => {
    const from = nextPlace(field(value), at % (value.length + 1), -1, "character");
    if (from < value.length) expect(nextPlace(field(value), from, 1, "word")).toBeGreaterThan(from);
    if (from > 0) expect(nextPlace(field(value), from, -1, "word")).toBeLessThan(from);
  }));
});

test("K3: by words as editors do, over punctuation to the next word", () => {
  const text = field("🙂 So, the sum");
  expect(nextPlace(text, 3, 1, "word")).toBe(7);
  expect(nextPlace(text, 7, -1, "word")).toBe(3);
});

test("K3: an edge that is moved by keys steps over white space: none comes to lie at the span's ends, and the way back is the same", () => {
  const cot = "🙂 foo, bar  baz.\n\nqux";
  const text = field(cot);
  const [bar, baz] = [cot.indexOf("bar"), cot.indexOf("baz")];
  expect([nextEdge(text, bar + 3, 1, "word", "end"), nextEdge(text, bar + 3, 1, "character", "end"), nextEdge(text, cot.length - 3, -1, "character", "start")]).toEqual([baz + 4, baz + 1, baz + 3]);
  expect([nextEdge(text, baz + 1, -1, "character", "end"), nextEdge(text, bar, 1, "word", "start"), nextEdge(text, bar, -1, "word", "start"), nextEdge(text, 0, -1, "step", "start")]).toEqual([bar + 3, baz, 3, 0]);
  const places = fc.array(fc.constantFrom("🙂", "a", " ", "\n\n", "é", "中", "שלום 12", "."), { minLength: 1, maxLength: 20 }).map((parts) => parts.join(""));
  fc.assert(fc.property(places, fc.nat(), fc.constantFrom<1 | -1>(1, -1), fc.constantFrom(...GRANULARITIES), (value, at, direction, granularity) => {
    const whole = field(value);
    const from = nextPlace(whole, at % (value.length + 1), -1, "character");
    expect(value.charAt(nextEdge(whole, from, direction, granularity, "end") - 1)).not.toMatch(/\s/);
    expect(value.charAt(nextEdge(whole, from, direction, granularity, "start"))).not.toMatch(/\s/);
  }));
});
