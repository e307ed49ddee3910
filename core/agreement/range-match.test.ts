import fc from "fast-check";
import { expect, test } from "vitest";
import { jointCoverage, clipToCoverage, stepsHalfCovered } from "./joint-coverage";
import { coveredTogether, intersectionOverUnion, pairByOverlap, pairEqual } from "./range-match";
import type { Ordered, Range } from "./range-match";

const ranges = fc.array(fc.record({ start: fc.nat(20), length: fc.integer({ min: 1, max: 6 }) }), { maxLength: 6 }).map((all) => all.map(({ start, length }): Range => ({ start, end: start + length })));
const ordered = (given: readonly Range[]): Ordered => ({ ranges: given, order: given.map((_, i) => i).sort((a, b) => given[a]!.start - given[b]!.start) });
const inside = (given: readonly Range[], at: number): boolean => given.some(({ start, end }) => start <= at && at < end);

/** The best of all ways to pair, tried one by one. */
function bestPairing(a: readonly Range[], b: readonly Range[], threshold: number): { pairs: number; total: number } {
  const [first, ...rest] = a;
  if (!first) return { pairs: 0, total: 0 };
  const options = [bestPairing(rest, b, threshold), ...b.flatMap((other, j) => {
    const iou = intersectionOverUnion(first, other);
    if (!(iou > 0 && iou >= threshold)) return [];
    const left = bestPairing(rest, b.filter((_, k) => k !== j), threshold);
    return [{ pairs: left.pairs + 1, total: left.total + iou }];
  })];
  return options.reduce((best, each) => (each.pairs > best.pairs || (each.pairs === best.pairs && each.total > best.total) ? each : best));
}

test.each([0, 0.5])("G8: pairs of clusters are the best of all pairings, at IoU from %f", (threshold) => {
  fc.assert(fc.property(ranges, ranges.map((all) => all.slice(0, 4)), (a, b) => {
    const pairs = pairByOverlap(ordered(a), ordered(b), threshold);
    const best = bestPairing(a, b, threshold);
    expect(pairs.length).toBe(best.pairs);
    expect(pairs.reduce((sum, [i, j]) => sum + intersectionOverUnion(a[i]!, b[j]!), 0)).toBeCloseTo(best.total, 9);
    expect(new Set(pairs.map(([, j]) => j)).size).toBe(pairs.length);
  }));
});

test("G8: each range takes the first free one that equals it", () => {
  fc.assert(fc.property(ranges, ranges, (a, b) => {
    const free = b.map((range, j) => ({ range, j }));
    const plain = a.flatMap((range, i) => {
      const at = free.findIndex(({ range: other }) => other.start === range.start && other.end === range.end);
      return at === -1 ? [] : [[i, free.splice(at, 1)[0]!.j]];
    });
    expect(pairEqual(ordered(a), ordered(b)).toSorted(([i], [k]) => i - k)).toEqual(plain);
  }));
});

test("G8: covered code points are those that one counts one by one", () => {
  fc.assert(fc.property(ranges, ranges, (a, b) => {
    const count = (holds: (at: number) => boolean) => Array.from({ length: 30 }, (_, at) => at).filter(holds).length;
    expect(coveredTogether(ordered(a), ordered(b))).toEqual({
      both: count((at) => inside(a, at) && inside(b, at)), onlyFirst: count((at) => inside(a, at) && !inside(b, at)), onlySecond: count((at) => !inside(a, at) && inside(b, at)),
    });
  }));
});

test("G16: a span's pieces and the steps that were read are those that one counts one by one", () => {
  fc.assert(fc.property(ranges, ranges, fc.uniqueArray(fc.integer({ min: 1, max: 29 }), { maxLength: 6 }), (spans, read, inner) => {
    const stepEnds = [...inner.sort((a, b) => a - b), 30];
    const covered = jointCoverage({ id: "🙂", prompt: "p", checkpoint: "c", lengths: { prompt: 0, cot: 30, answer: 0 }, stepEnds, layers: [{ annotator: "a", spans: [], relations: [], coverage: read.map((range) => ({ ...range, field: "cot" })) }] });
    for (const { start, end } of spans) {
      const { pieces, clipped } = clipToCoverage({ id: "s", field: "cot", label: "v", start, end, attributes: {} }, covered);
      const kept = Array.from({ length: end - start }, (_, k) => start + k).filter((at) => inside(read, at));
      expect(pieces.flatMap((piece) => Array.from({ length: piece.end - piece.start }, (_, k) => piece.start + k))).toEqual(kept);
      expect(clipped).toBe(kept.length < end - start);
    }
    const half = stepEnds.flatMap((end, step) => {
      const start = stepEnds[step - 1] ?? 0;
      return 2 * Array.from({ length: end - start }, (_, k) => start + k).filter((at) => inside(read, at)).length >= end - start ? [step] : [];
    });
    expect(stepsHalfCovered(stepEnds, covered.cot)).toEqual(half);
  }));
});
