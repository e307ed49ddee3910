import { RE2JS } from "re2js";
import { codePoint } from "../text/offset";
import type { Range } from "../text/offset";
import type { Lexicon } from "./lexicon";

/** A cue in a text, in code points. Hits of one label never overlap: the earliest wins, of several at one place the longest. */
export interface CueHit extends Range {
  readonly label: string;
  /** The literal or pattern that matched, as the lexicon writes it. */
  readonly cue: string;
}

export type CueMatcher = (text: string) => CueHit[];
/** A search that can be left after each look for a hit of a pattern, which it names there. */
export type CueWalk = (text: string) => Generator<string, CueHit[]>;

interface Literal { readonly label: string; readonly cue: string; readonly length: number; readonly bounded: number }
interface Found { readonly label: string; readonly cue: string; readonly start: number; readonly end: number }

const STARTS_WORD = 1;
const ENDS_WORD = 2;

/** Finds all cues of a lexicon at one go: for lexicons of the product's own. Those of users: `cueWalk`.
 *  @throws Error as `cueWalk` does */
export function cueMatcher(lexicon: Lexicon): CueMatcher {
  const walk = cueWalk(lexicon);
  return (text) => {
    const search = walk(text);
    for (;;) {
      const step = search.next();
      if (step.done) return step.value;
    }
  };
}

/** Finds all cues of a lexicon; literals in one pass (Aho & Corasick 1975) over classes of UTF-16 units: case and the two apostrophes do not count, white space of any kind matches a space.
 *  Latin cues match whole words; Chinese is written without spaces, so Chinese cues match anywhere. Literals take time linear in the text; a pattern takes it for each hit, at worst (docs/decisions/0168).
 *  @throws Error with the pattern when one is not a regular expression of the linear-time engine */
export function cueWalk(lexicon: Lexicon): CueWalk {
  const literals: Literal[] = lexicon.lists.flatMap(({ label, cues }) => [...new Set(cues)].map((cue) => ({ label, cue, length: cue.length, bounded: (isWordUnit(cue.charCodeAt(0)) ? STARTS_WORD : 0) | (isWordUnit(cue.charCodeAt(cue.length - 1)) ? ENDS_WORD : 0) })));
  const find = automaton(literals);
  const patterns = lexicon.lists.flatMap(({ label, patterns: ofList }) => ofList.map((cue) => ({ label, cue, compiled: compilePattern(cue) })));
  return function* (text) {
    const found = find(text);
    for (const { label, cue, compiled } of patterns) {
      const matcher = compiled.matcher(text);
      while (matcher.find()) {
        if (matcher.end() > matcher.start()) found.push({ label, cue, start: matcher.start(), end: matcher.end() });
        yield cue;
      }
      yield cue; // a look that finds nothing was a walk to the end of the text too
    }
    return inCodePoints(text, withoutOverlaps(found));
  };
}

function compilePattern(pattern: string): RE2JS {
  try {
    return RE2JS.compile(pattern, RE2JS.CASE_INSENSITIVE);
  } catch (error) {
    throw new Error(`“${pattern}” is not a pattern: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

/** Letters, digits, marks and the underscore of scripts that put spaces between words. Filled once: 65,536 tests of a regular expression. */
const WORD_UNITS = new Uint8Array(65_536);
let filled = false;
function isWordUnit(unit: number): boolean {
  if (!filled) {
    const word = /[\p{L}\p{N}\p{M}_]/u;
    const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u;
    for (let at = 0; at < 65_536; at++) {
      if (at >= 0xd800 && at <= 0xdfff) continue;
      const character = String.fromCharCode(at);
      WORD_UNITS[at] = word.test(character) && !unspaced.test(character) ? 1 : 0;
    }
    filled = true;
  }
  return WORD_UNITS[unit] === 1;
}

/** Class 0 is every unit that no cue holds. */
function classesOf(cues: readonly string[]): { of: Uint16Array; count: number } {
  const of = new Uint16Array(65_536);
  let count = 1;
  for (const cue of cues) {
    for (const unit of cue) {
      for (const part of unit.split("")) {
        const alike = /\s/.test(part) ? [" ", "\t", "\n", "\r", "\u00a0", "\u3000"] : /['’]/.test(part) ? ["'", "’"] : [part, part.toLowerCase(), part.toUpperCase()].filter((each) => each.length === 1);
        if (of[part.charCodeAt(0)] !== 0) continue;
        for (const each of alike) of[each.charCodeAt(0)] = count;
        count++;
      }
    }
  }
  return { of, count };
}

function automaton(literals: readonly Literal[]): (text: string) => Found[] {
  const { of: classes, count } = classesOf(literals.map(({ cue }) => cue));
  const size = 1 + literals.reduce((sum, { length }) => sum + length, 0);
  const next = new Int32Array(size * count).fill(-1);
  const ends: number[][] = Array.from({ length: size }, () => []);
  let states = 1;
  literals.forEach(({ cue }, index) => {
    let state = 0;
    for (let i = 0; i < cue.length; i++) {
      const edge = state * count + classes[cue.charCodeAt(i)]!;
      if (next[edge] === -1) next[edge] = states++;
      state = next[edge]!;
    }
    ends[state]!.push(index);
  });
  const order = fillFailures(next, ends, count, states);
  // Rows are addressed directly, and a state that ends a cue is stored as its complement: one look-up a character.
  const rows = next.subarray(0, order * count).map((state) => (ends[state]!.length > 0 ? ~(state * count) : state * count));
  return (text) => {
    const found: Found[] = [];
    let row = 0;
    for (let i = 0; i < text.length; i++) {
      row = rows[row + classes[text.charCodeAt(i)]!]!;
      if (row >= 0) continue;
      row = ~row;
      for (const index of ends[row / count]!) {
        const { label, cue, length, bounded } = literals[index]!;
        const start = i + 1 - length;
        if ((bounded & STARTS_WORD) !== 0 && start > 0 && isWordUnit(text.charCodeAt(start - 1))) continue;
        if ((bounded & ENDS_WORD) !== 0 && i + 1 < text.length && isWordUnit(text.charCodeAt(i + 1))) continue;
        found.push({ label, cue, start, end: i + 1 });
      }
    }
    return found;
  };
}

/** Turns the trie into a complete table, breadth first: a missing edge goes where the longest proper suffix goes. @returns the number of states */
function fillFailures(next: Int32Array, ends: number[][], count: number, states: number): number {
  const fail = new Int32Array(states);
  const queue: number[] = [];
  for (let c = 0; c < count; c++) {
    if (next[c] === -1) next[c] = 0;
    else queue.push(next[c]!);
  }
  for (let at = 0; at < queue.length; at++) {
    const state = queue[at]!;
    ends[state] = [...ends[state]!, ...ends[fail[state]!]!];
    for (let c = 0; c < count; c++) {
      const [edge, fallback] = [state * count + c, next[fail[state]! * count + c]!];
      if (next[edge] === -1) next[edge] = fallback;
      else {
        fail[next[edge]!] = fallback;
        queue.push(next[edge]!);
      }
    }
  }
  return states;
}

function withoutOverlaps(found: Found[]): Found[] {
  found.sort((a, b) => a.start - b.start || b.end - a.end || (a.label < b.label ? -1 : 1));
  const endOf = new Map<string, number>();
  return found.filter(({ label, start, end }) => {
    if (start < (endOf.get(label) ?? 0)) return false;
    endOf.set(label, end);
    return true;
  });
}

/** One sweep over the text: ranges ascend by start, ends lie at most one cue further. */
function inCodePoints(text: string, found: readonly Found[]): CueHit[] {
  let [at, pairs] = [0, 0];
  return found.map(({ label, cue, start, end }) => {
    for (; at < start; at++) if ((text.charCodeAt(at) & 0xfc00) === 0xd800 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00) pairs++;
    let inside = 0;
    for (let i = start; i < end; i++) if ((text.charCodeAt(i) & 0xfc00) === 0xd800 && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00) inside++;
    return { label, cue, start: codePoint(start - pairs), end: codePoint(end - pairs - inside) };
  });
}
