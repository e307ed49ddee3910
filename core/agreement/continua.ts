import { FIELDS } from "../annotation/span";
import type { Unit } from "./alpha-u";
import { outermost } from "./alpha-u";
import type { ComparableTrace } from "./comparable-trace";

/** One field of a trace as a continuum for αU, boundaries and γ: positions count code points that all have read, so that what somebody never saw is no gap. */
export interface Continuum {
  readonly annotators: readonly string[];
  readonly length: number;
  readonly units: readonly Unit[];
}

/** The fields of a trace in which anybody marked anything; a field without units could neither agree nor disagree. */
export function continuaOf({ trace, covered, layers }: ComparableTrace): Continuum[] {
  const annotators = trace.layers.map(({ annotator }) => annotator);
  return FIELDS.flatMap((field) => {
    const ranges = covered[field];
    let before = 0;
    const starts = ranges.map(({ start, end }) => {
      const at = { start, end, before };
      before += end - start;
      return at;
    });
    const read = (position: number): number => {
      const range = starts.findLast(({ start }) => start <= position);
      return range ? range.before + Math.min(position, range.end) - range.start : 0;
    };
    const units: Unit[] = [];
    for (const annotator of annotators) {
      for (const span of layers.get(annotator)!.spans) {
        if (span.field !== field) continue;
        const start = read(span.start);
        units.push({ annotator, label: span.label, start, end: start + span.end - span.start });
      }
    }
    return units.length > 0 ? [{ annotators, length: before, units }] : [];
  });
}

/** What αU takes of one annotator and label: the outermost of nested units, and units that cross as one. */
export function apart(units: readonly Unit[]): Unit[] {
  const joined: Unit[] = [];
  for (const unit of outermost(units)) {
    const last = joined.at(-1);
    if (last && unit.start < last.end) joined[joined.length - 1] = { ...last, end: unit.end };
    else joined.push(unit);
  }
  return joined;
}
