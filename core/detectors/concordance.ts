import { wilsonInterval } from "../statistics/proportion-interval";
import type { Interval } from "../statistics/proportion-interval";
import { offsetMap, toUtf16 } from "../text/offset";
import type { CueHit } from "./match-cues";

/** A cue with what stands around it (keyword in context). `left` and `right` are cut at whole characters. */
export interface ConcordanceLine {
  readonly label: string;
  readonly cue: string;
  readonly start: number;
  readonly left: string;
  readonly hit: string;
  readonly right: string;
  /** Whether a human span of the label holds or touches the cue's step; null: nobody read it. */
  readonly confirmed: boolean | null;
}

/** Lines of the hits of one text. @param confirmed what people say of a hit; null where they did not read it */
export function concordance(text: string, hits: readonly CueHit[], { width = 60, confirmed = () => null }: { width?: number; confirmed?: (hit: CueHit) => boolean | null } = {}): ConcordanceLine[] {
  const map = offsetMap(text);
  return hits.map((hit) => {
    const [start, end] = [toUtf16(map, hit.start), toUtf16(map, hit.end)];
    return {
      label: hit.label, cue: hit.cue, start: hit.start, hit: text.slice(start, end), confirmed: confirmed(hit),
      left: wholeStart(text.slice(Math.max(0, start - width), start)), right: wholeEnd(text.slice(end, end + width)),
    };
  });
}

const wholeStart = (text: string): string => ((text.charCodeAt(0) & 0xfc00) === 0xdc00 ? text.slice(1) : text);
const wholeEnd = (text: string): string => ((text.charCodeAt(text.length - 1) & 0xfc00) === 0xd800 ? text.slice(0, -1) : text);

export interface CuePrecision {
  readonly label: string;
  readonly cue: string;
  readonly hits: number;
  /** Hits in text that people read. */
  readonly judged: number;
  readonly right: number;
  /** Wilson; null when nothing was judged. */
  readonly precision: Interval | null;
}

/** How often each cue stands where people see its label; most frequent first. */
export function cuePrecision(lines: readonly Pick<ConcordanceLine, "label" | "cue" | "confirmed">[]): CuePrecision[] {
  const byCue = new Map<string, { label: string; cue: string; hits: number; judged: number; right: number }>();
  for (const { label, cue, confirmed } of lines) {
    const key = `${label} ${cue}`;
    const held = byCue.get(key) ?? { label, cue, hits: 0, judged: 0, right: 0 };
    byCue.set(key, held);
    held.hits++;
    if (confirmed !== null) held.judged++;
    if (confirmed) held.right++;
  }
  return [...byCue.values()].map((each) => ({ ...each, precision: wilsonInterval(each.right, each.judged) })).sort((a, b) => b.hits - a.hits || (a.cue < b.cue ? -1 : 1));
}
