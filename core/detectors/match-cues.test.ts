import fc from "fast-check";
import { expect, test } from "vitest";
import { offsetMap, sliceRange } from "../text/offset";
import { CUE_WORDS, SEED_FIVE } from "./built-in-lexicons";
import { concordance, cuePrecision } from "./concordance";
import { lexiconSchema, lexiconVersion } from "./lexicon";
import type { Lexicon } from "./lexicon";
import { cueMatcher, cueWalk } from "./match-cues";
import { spansOfHits } from "./spans-of-hits";

const one = (cues: string[], patterns: string[] = [], label = "verification"): Lexicon => ({ name: "test", lists: [{ label, language: "en", cues, patterns }] });
const quotes = (text: string, lexicon: Lexicon) => spansOfHits(text, cueMatcher(lexicon)(text), { source: "test" }).map(({ quote }) => quote);

test("X1: every span's quote is its slice, whatever stands before it", () => {
  const cue = cueMatcher(CUE_WORDS);
  const piece = fc.oneof(fc.constantFrom("🙂", "𝔸", "Wait, ", " let me check", "等等", "no ", "\n\n", "however", "é", "\ud83d"), fc.string({ unit: "binary" }));
  let hits = 0;
  fc.assert(fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
    const text = pieces.join("");
    const map = offsetMap(text);
    for (const span of spansOfHits(text, cue(text), { source: "test" })) {
      hits++;
      expect(sliceRange(map, span)).toBe(span.quote);
      expect(span.quote.length).toBeGreaterThan(0);
    }
  }));
  expect(hits).toBeGreaterThan(20);
});

test("X2: case and apostrophes do not count, Latin cues are whole words, Chinese ones match anywhere", () => {
  expect(quotes("🙂 WAIT. waiting await wait_ Wait…wait", one(["wait"]))).toEqual(["WAIT", "Wait", "wait"]);
  expect(quotes("It doesn’t work; DOESN'T\nWORK", one(["doesn't work"]))).toEqual(["doesn’t work", "DOESN'T\nWORK"]);
  expect(quotes("我们等等再算，没有wait了", one(["等等", "wait"]))).toEqual(["等等", "wait"]);
  expect(quotes("café-wait naïvewait", one(["wait"]))).toEqual(["wait"]);
});

test("X2: a naive search finds the same literals", () => {
  const words = ["ab", "abc", "bc", "c", "a b"];
  fc.assert(fc.property(fc.array(fc.constantFrom("a", "b", "c", " ", "🙂", "A"), { maxLength: 40 }), (letters) => {
    const text = letters.join("");
    const expected: [number, number][] = [];
    const units = Array.from(text);
    for (let start = 0; start < units.length;) {
      const fitting = words.filter((word) => units.slice(start, start + word.length).join("").toLowerCase() === word && !/[a-z]/i.test(units[start - 1] ?? " ") && !/[a-z]/i.test(units[start + word.length] ?? " "));
      const longest = fitting.sort((x, y) => y.length - x.length)[0];
      if (longest) expected.push([start, start + longest.length]);
      start += longest ? longest.length : 1;
    }
    expect(cueMatcher(one(words))(text).map(({ start, end }) => [start, end])).toEqual(expected);
  }));
});

test("X2: patterns run on the linear-time engine, and a senseless one is named", () => {
  expect(quotes("🙂 let me check; let us CHECK", one([], ["let (me|us) check"]))).toEqual(["let me check", "let us CHECK"]);
  expect(() => cueMatcher(one([], ["(a"]))).toThrow("(a");
  expect(quotes("a".repeat(2_000), one([], ["(a|a)*b"]))).toEqual([]);
});

test("X2: a walk names the pattern after each look for it, a vain one too, and ends with what is found at one go", () => {
  const lexicon: Lexicon = { name: "test", lists: [{ label: "verification", language: "en", cues: ["wait"], patterns: ["check"] }, { label: "error", language: "en", cues: [], patterns: ["no+"] }] };
  const text = "🙂 Wait, no. Check it, check it. Nooo 🙂";
  const search = cueWalk(lexicon)(text);
  const named: string[] = [];
  let step = search.next();
  for (; !step.done; step = search.next()) named.push(step.value);
  expect(named).toEqual(["check", "check", "check", "no+", "no+", "no+"]);
  expect(step.value).toEqual(cueMatcher(lexicon)(text));
  expect(step.value.map(({ start }) => start)).toEqual([2, 8, 12, 22, 32]);
});

test("X3: a lexicon's version is what it says", () => {
  expect(lexiconVersion(SEED_FIVE)).toMatch(/^[0-9a-f]{8}$/);
  const turned: Lexicon = { ...SEED_FIVE, name: "other", lists: [...SEED_FIVE.lists].reverse().map((list) => ({ ...list, cues: [...list.cues].reverse() })) };
  expect(lexiconVersion(turned)).toBe(lexiconVersion(SEED_FIVE));
  expect(lexiconVersion(one(["wait"]))).not.toBe(lexiconVersion(one(["waits"])));
  for (const lexicon of [SEED_FIVE, CUE_WORDS]) expect(lexiconSchema.parse(lexicon)).toEqual(lexicon);
  expect(SEED_FIVE.lists.flatMap(({ cues }) => cues).sort()).toEqual(["alternatively", "however", "recheck", "retry", "wait"]);
});

test("X4: a concordance shows each hit in its place, and precision counts only what people read", () => {
  const text = "🙂 So 7. Wait, 3+4 is 7. We wait for the bus 🙂.";
  const hits = cueMatcher(one(["wait"]))(text);
  const lines = concordance(text, hits, { width: 8, confirmed: ({ start }) => start < 20 });
  expect(lines.map(({ left, hit, right }) => [left, hit, right])).toEqual([[" So 7. ", "Wait", ", 3+4 is"], ["is 7. We ".slice(1), "wait", " for the"]]);
  expect(cuePrecision([...lines, { ...lines[0]!, confirmed: null }])).toMatchObject([{ cue: "wait", hits: 3, judged: 2, right: 1, precision: { estimate: 0.5 } }]);
});

test("X1: what the import set aside holds no cue", () => {
  expect(spansOfHits("🙂 wait wait", cueMatcher(SEED_FIVE)("🙂 wait wait"), { source: "s", excluded: [{ start: 0, end: 6 }] })).toHaveLength(1);
});
