import type { ReasoningMap } from "@/core/annotation/reasoning-map";

/** What a step's node is about: the heaviest behaviour that begins in it. */
export interface Node {
  readonly step: number;
  readonly lane: number;
  readonly label: string;
  readonly colour: string;
  readonly span: string;
  readonly faded: boolean;
  readonly filled: boolean;
}

/** A branch from the step where it leaves its parent to the last one worked on it. */
export interface Branch {
  readonly id: string;
  readonly lane: number;
  readonly parentLane: number;
  readonly leaves: number;
  readonly start: number;
  readonly end: number;
  readonly faded: boolean;
  readonly stops: boolean;
}

/** An arc from a backtracking to where it returns, or a thread from an error to its correction: steps. */
export interface Link {
  readonly id: string;
  readonly from: number;
  readonly to: number;
  readonly lane: number;
}

export interface MapShapes {
  readonly nodes: readonly Node[];
  readonly branches: readonly Branch[];
  readonly returns: readonly Link[];
  readonly threads: readonly Link[];
  /** Lane of each step that has no node. */
  readonly dots: readonly (number | null)[];
}

/** The heaviest first. */
const WEIGHT = ["error", "backtracking", "branching", "correction", "verification", "candidate_answer"];

/** A reasoning map in steps and lanes, ready to be drawn for any rows in view. O(steps + marks · log steps). */
export function mapShapes(map: ReasoningMap, colourOf: (label: string) => string): MapShapes {
  const lineOf = new Map(map.lines.map((line) => [line.id, line]));
  const laneOf = (line: string): number => lineOf.get(line)?.lane ?? 0;
  const stepOf = (position: number): number => {
    let low = 0;
    let high = Math.max(0, map.steps.length - 1);
    while (low < high) {
      const middle = (low + high) >> 1;
      if (map.steps[middle]!.end > position) high = middle;
      else low = middle + 1;
    }
    return low;
  };
  const nodes = new Map<number, Node>();
  const put = (step: number, line: string, label: string, span: string, filled: boolean): void => {
    const held = nodes.get(step);
    if (held && WEIGHT.indexOf(held.label) <= WEIGHT.indexOf(label)) return;
    nodes.set(step, { step, lane: laneOf(line), label, colour: colourOf(label), span, faded: lineOf.get(line)?.abandoned ?? false, filled });
  };
  const branches = map.lines.flatMap((line): Branch[] => {
    if (line.parent === null) return [];
    const start = stepOf(line.pieces[0]?.start ?? 0);
    const left = line.leaves === null ? start - 1 : Math.min(stepOf(line.leaves), start - 1);
    put(start, line.id, "branching", line.id, false);
    return [{
      id: line.id, lane: line.lane, parentLane: laneOf(line.parent), leaves: Math.max(0, left), start, end: Math.max(start, stepOf(Math.max(0, (line.pieces.at(-1)?.end ?? 1) - 1))),
      faded: line.abandoned, stops: line.abandoned || line.fate === "dismissed" || line.fate === "not_pursued",
    }];
  });
  for (const mark of map.answers) put(mark.step, mark.line, mark.span.label, mark.span.id, false);
  for (const check of map.checks) put(check.step, check.line, check.span.label, check.span.id, check.found);
  for (const { error, correction } of map.repairs) {
    if (correction) put(correction.step, correction.line, correction.span.label, correction.span.id, false);
    if (error) put(error.step, error.line, error.span.label, error.span.id, true);
  }
  for (const back of map.returns) put(back.step, back.line, back.span.label, back.span.id, false);
  return {
    nodes: [...nodes.values()].sort((a, b) => a.step - b.step), branches,
    returns: map.returns.flatMap((back) => (back.toStep === null || back.toStep === back.step ? [] : [{ id: back.span.id, from: back.step, to: back.toStep, lane: nodes.get(back.step)?.lane ?? 0 }])),
    threads: map.repairs.flatMap(({ error, correction }) => (error && correction ? [{ id: `${error.span.id} ${correction.span.id}`, from: error.step, to: correction.step, lane: 0 }] : [])),
    dots: map.steps.map((step, index) => (nodes.has(index) ? null : laneOf(step.line))),
  };
}
