import type { Result } from "../result";
import { fail, succeed } from "../result";
import type { Random } from "../statistics/random";
import { seededRandom } from "../statistics/random";
import { spreadCount } from "./deal-traces";
import type { Sampled, Stratum } from "./draw-sample";
import { drawSample } from "./draw-sample";
import type { PlannedAssignment } from "./plan-assignments";
import { tooSoon } from "./order-queue";
import type { AssignmentKind, Candidate, Pace, RoundDesign } from "./round-design";
import type { QueueItem } from "./round-queues";
import { peopleQueues, poolQueue } from "./round-queues";
import type { StepWindow } from "./step-window";
import { drawStepWindow } from "./step-window";

/** One item of a queue. Nothing of it but the trace is told to the annotator. */
export interface RoundAssignment extends PlannedAssignment {
  readonly kind: AssignmentKind;
  readonly stratum: string;
  /** Of the trace in the sample; null for gold and qualification items, which were not drawn. */
  readonly inclusionProbability: number | null;
  readonly suggestionsShown: boolean;
  /** The stretch of the CoT that it is about; null: all of it. */
  readonly window: StepWindow | null;
}

export interface Effort {
  readonly items: number;
  readonly characters: number;
  readonly minutes: number;
}

/** What a round will be, to be shown before it is made. */
export interface RoundPlan {
  readonly strata: readonly Stratum[];
  readonly assignments: readonly RoundAssignment[];
  /** Sampled traces whose text and prompt are those of another: labelled once, there, and copied with provenance. */
  readonly copies: readonly { readonly traceId: string; readonly of: string; readonly stratum: string; readonly inclusionProbability: number }[];
  readonly effort: Effort;
  /** Of each annotator; empty for a pool. */
  readonly effortOf: ReadonlyMap<string, Effort>;
  /** Items that come sooner after their prompt than asked for, over all personal queues: the sample leaves no other order. A pool has no order of its own people. */
  readonly tooSoon: number;
}

export type RoundFault =
  | { readonly kind: "nothing-to-sample" }
  | { readonly kind: "too-few-annotators"; readonly wanted: number; readonly given: number }
  | { readonly kind: "calibration-larger-than-sample"; readonly wanted: number; readonly given: number }
  /** Gold and qualification items are for people, so a pool cannot have them. */
  | { readonly kind: "pool-without-people" }
  /** Who picks by what detectors say cannot estimate from it. */
  | { readonly kind: "order-spoils-estimates" };

/** Plans a round: sample → what is labelled once → who labels what → in which order. Gold and qualification traces are known, so they are not sampled. A pure function of candidates and design: the same seed gives the same plan. */
export function planRound(candidates: readonly Candidate[], design: RoundDesign): Result<RoundPlan, RoundFault> {
  const random = seededRandom(design.seed);
  const known = new Set([...design.gold.traces, ...design.qualification.traces].map(({ id }) => id));
  const { sample, strata } = drawSample(candidates.filter(({ id }) => !known.has(id)), design.sample, random);
  const { labelled: whole, copies } = withoutTwins(sample);
  const labelled = whole.map((item) => cutToWindow(item, design, random));
  const fault = faultOf(labelled.length, design);
  if (fault) return fail(fault);

  const calibration = spreadCount(labelled, design.calibration.size, random);
  const main = labelled.filter((item) => !calibration.has(item));
  const overlapping = spreadCount(main, Math.round(main.length * design.overlap.share), random);
  const withheld = spreadCount(labelled, Math.round(labelled.length * design.suggestions.withheldShare), random);
  const drawn = { calibration: [...calibration], main, overlapping };
  const queues = design.annotators.length === 0 ? poolQueue(design, drawn, random) : peopleQueues(design, drawn, random);

  // Hidden gold like the rest: that it never had suggestions would tell it.
  const withheldGold = spreadCount(design.gold.traces, Math.round(design.gold.traces.length * design.suggestions.withheldShare), random);
  const withheldIds = new Set([...[...withheld].map(({ trace }) => trace.id), ...[...withheldGold].map(({ id }) => id)]);
  const assignments = queues.flatMap(({ person, items }) => items.map(({ trace, kind, stratum, inclusionProbability, window }, position): RoundAssignment => ({
    traceId: trace.id, membershipId: person, position, kind, stratum, inclusionProbability: design.forEstimation ? inclusionProbability : null, window,
    suggestionsShown: design.suggestions.shown && kind !== "qualification" && !withheldIds.has(trace.id),
  })));
  return succeed({
    strata, assignments, copies,
    effort: effortFor(queues.flatMap(({ items }) => items), design.pace),
    effortOf: new Map(queues.flatMap(({ person, items }) => (person === null ? [] : [[person, effortFor(items, design.pace)] as const]))),
    tooSoon: queues.reduce((sum, { person, items }) => sum + (person === null ? 0 : tooSoon(items, design.promptGap)), 0),
  });
}

function faultOf(labelled: number, { annotators, overlap, calibration, gold, qualification, order, forEstimation }: RoundDesign): RoundFault | null {
  if (order === "uncertain" && forEstimation) return { kind: "order-spoils-estimates" };
  if (labelled === 0) return { kind: "nothing-to-sample" };
  if (calibration.size > labelled) return { kind: "calibration-larger-than-sample", wanted: calibration.size, given: labelled };
  if (annotators.length === 0) return gold.traces.length + qualification.traces.length > 0 ? { kind: "pool-without-people" } : null;
  const wanted = Math.max(1, overlap.share > 0 ? overlap.fold : 1, calibration.size > 0 ? calibration.fold : 1);
  return wanted > annotators.length ? { kind: "too-few-annotators", wanted, given: annotators.length } : null;
}

/** The first of each text under each prompt is labelled, the others are copies of it. */
function withoutTwins(sample: readonly Sampled[]): { readonly labelled: readonly Sampled[]; readonly copies: RoundPlan["copies"] } {
  const first = new Map<string, Sampled>();
  for (const item of sample) {
    const key = JSON.stringify([item.trace.prompt, item.trace.text]);
    if (!first.has(key)) first.set(key, item);
  }
  const original = (item: Sampled): Sampled => first.get(JSON.stringify([item.trace.prompt, item.trace.text]))!;
  return {
    labelled: [...first.values()],
    copies: sample.filter((item) => original(item) !== item).map((item) => ({ traceId: item.trace.id, of: original(item).trace.id, stratum: item.stratum, inclusionProbability: item.inclusionProbability })),
  };
}

/** A trace that is too long goes as one of its windows; what has to be read is the window. */
function cutToWindow(item: Sampled, { window: rule }: RoundDesign, random: Random): Sampled {
  const { trace, inclusionProbability } = item;
  const window = rule !== null && trace.stepEnds !== undefined && trace.length > rule.longerThan ? drawStepWindow(trace.stepEnds, rule.steps, random) : null;
  return window ? { ...item, window, inclusionProbability: inclusionProbability * window.probability, trace: { ...trace, length: window.end - window.start } } : item;
}

function effortFor(items: readonly QueueItem[], { charactersPerMinute, minutesPerTrace }: Pace): Effort {
  const characters = items.reduce((sum, { trace }) => sum + trace.length, 0);
  return { items: items.length, characters, minutes: characters / charactersPerMinute + items.length * minutesPerTrace };
}
