import { codePoint } from "@/core/text/offset";
import { seededRandom } from "./seeded-random";

/** Sizes of performance.md, "Text surface". */
export const SIZES = { "20k": { characters: 20_000, spans: 50 }, "130k": { characters: 130_000, spans: 500 }, "1m": { characters: 1_000_000, spans: 5_000 } } as const;
export type Size = keyof typeof SIZES;

export interface WorkSpan {
  readonly id: string;
  readonly label: string;
  readonly start: number;
  readonly end: number;
}

export interface Workload {
  readonly text: string;
  readonly spans: readonly WorkSpan[];
}

const LABELS = ["branching", "backtracking", "verification", "correction", "candidate_answer"] as const;
const OPENERS = ["Wait,", "Hmm,", "Alternatively,", "So", "Let me check:", "But", "Now", "Then", "Therefore", "Suppose that"];
const WORDS = "the next term of this sequence follows from two earlier ones because each stone is either red or grey and no pair may touch so we count again by cases where a last place stays free until every path has been seen once".split(" ");
const FORMULAS = ["$a_n = 2a_{n-1} + 2a_{n-2}$", "\\( \\binom{6}{2} \\)", "$k \\le 3$", "\\[ \\sum_{k=0}^{3} 2^{6-k} \\]"];

/** An invented chain of thought of about so many characters with labelled spans: most side by side, one in seven nested in or crossing another, as annotators make them. One paragraph in sixty is very long.
 *  Plain characters, so that offsets are the same in every unit and every tool. */
export function workload(size: Size, seed = 7): Workload {
  const { characters, spans: count } = SIZES[size];
  const random = seededRandom(seed);
  const pick = <Value>(from: readonly Value[]): Value => from[Math.floor(random() * from.length)]!;
  const sentence = (): string => `${pick(OPENERS)} ${Array.from({ length: 6 + Math.floor(random() * 18) }, () => (random() < 0.03 ? pick(FORMULAS) : pick(WORDS))).join(" ")}.`;
  const paragraphs: string[] = [];
  for (let length = 0; length < characters;) {
    const long = random() < 1 / 60 && characters - length > 30_000;
    const paragraph = Array.from({ length: long ? 60 + Math.floor(random() * 120) : 1 + Math.floor(random() * 5) }, sentence).join(" ");
    paragraphs.push(paragraph);
    length += paragraph.length + 2;
  }
  const text = paragraphs.join("\n\n").slice(0, characters);
  const base = Math.round(count * 0.86);
  const stride = characters / base;
  const made: WorkSpan[] = [];
  const add = (from: number, to: number): void => {
    let [start, end] = [Math.max(0, Math.floor(from)), Math.min(characters, Math.floor(to))];
    while (start < end && /\s/.test(text[start]!)) start++;
    while (end > start && /\s/.test(text[end - 1]!)) end--;
    if (start < end) made.push({ id: `s${made.length}`, label: LABELS[made.length % LABELS.length]!, start: codePoint(start), end: codePoint(end) });
  };
  for (let k = 0; k < base; k++) {
    const length = stride * (0.2 + 0.6 * random());
    const start = k * stride + (stride - length) * 0.9 * random();
    add(start, start + length);
  }
  while (made.length < count) {
    const host = made[Math.floor(random() * base)]!;
    const length = host.end - host.start;
    if (random() < 0.5) add(host.start + length * 0.2, host.end - length * 0.2);
    else add(host.start + length / 2, host.end + length / 2);
  }
  return { text, spans: made.sort((a, b) => a.start - b.start || b.end - a.end) };
}

/** Twenty short places near the middle of the text, in one ordinary paragraph, for spans to be added and deleted. */
export function places(text: string): readonly { readonly start: number; readonly end: number }[] {
  for (let from = text.indexOf("\n\n", text.length >> 1) + 2; ;) {
    const to = text.indexOf("\n\n", from);
    if (to < 0) throw new Error("no ordinary paragraph near the middle");
    if (to - from > 440 && to - from < 3_000) {
      return Array.from({ length: 20 }, (_, k) => {
        let start = from + k * 20;
        while (/\s/.test(text[start]!)) start++;
        let end = start + 15;
        while (/\s/.test(text[end - 1]!)) end--;
        return { start, end };
      });
    }
    from = to + 2;
  }
}
