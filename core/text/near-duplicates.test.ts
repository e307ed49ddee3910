import fc from "fast-check";
import { expect, test } from "vitest";
import { alikeGroups, minHash, similarity } from "./near-duplicates";

const word = fc.stringMatching(/^[a-z]{3,8}$/);
const text = (count: number) => fc.array(word, { minLength: count, maxLength: count });
/** Jaccard similarity of the sets of five-word shingles, counted. */
function exact(a: readonly string[], b: readonly string[]): number {
  const shingles = (words: readonly string[]) => new Set(words.slice(4).map((_, at) => words.slice(at, at + 5).join(" ")));
  const [x, y] = [shingles(a), shingles(b)];
  const both = [...x].filter((shingle) => y.has(shingle)).length;
  return both / (x.size + y.size - both);
}

test("T21: the estimate is within .3 of the counted similarity, and equal texts are 1 whatever their case", () => {
  fc.assert(fc.property(text(120), fc.nat({ max: 119 }), fc.nat({ max: 40 }), (words, from, count) => {
    const other = words.map((held, at) => (at >= from && at < from + count ? `${held}x` : held));
    const [a, b] = [minHash(words.join(" "))!, minHash(other.join(" 🙂 "))!];
    expect(Math.abs(similarity(a, b) - exact(words, other))).toBeLessThan(0.3);
    expect(similarity(a, minHash(words.join("\n").toUpperCase())!)).toBe(1);
  }));
});

test("T21: a text with one changed word joins its original, a different one does not, and order does not matter", () => {
  fc.assert(fc.property(text(100), text(100), fc.nat({ max: 99 }), fc.boolean(), (words, other, at, turned) => {
    fc.pre(exact(words, other) < 0.05);
    const changed = words.with(at, "🙂changed");
    const texts = [words, other, changed].map((each) => minHash(each.join(" ")));
    expect(alikeGroups(turned ? texts.toReversed() : texts, 0.7)).toEqual([[0, 2]]);
  }), { numRuns: 60 });
});

test("T21: Chinese is shingled by characters; a text shorter than a shingle is like nothing", () => {
  const story = "山路折返向上，每走几步就要回头看看是不是走错了方向，如果走错就退回去重新选择另一条路继续往前走。";
  expect(similarity(minHash(story)!, minHash(story.replace("山路", "小路"))!)).toBeGreaterThan(0.7);
  expect(minHash("So 7. 🙂")).toBeNull();
  expect(alikeGroups([minHash("short"), minHash("short"), null], 0.5)).toEqual([]);
});
