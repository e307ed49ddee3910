import type { Random } from "../statistics/random";
import { randomIndex, shuffled } from "../statistics/random";
import { dealTraces } from "./deal-traces";
import type { Sampled } from "./draw-sample";
import { orderQueue } from "./order-queue";
import type { AssignmentKind, Candidate, RoundDesign } from "./round-design";
import type { StepWindow } from "./step-window";

/** A trace in a queue, and why it is there. */
export interface QueueItem {
  readonly trace: Candidate;
  readonly prompt: string;
  readonly kind: AssignmentKind;
  readonly stratum: string;
  readonly inclusionProbability: number | null;
  readonly window: StepWindow | null;
}

const asItem = (kind: AssignmentKind) => ({ trace, stratum, inclusionProbability, window }: Sampled): QueueItem => ({ trace, prompt: trace.prompt, kind, stratum, inclusionProbability, window: window ?? null });
const settled = (kind: AssignmentKind) => (trace: Candidate): QueueItem => ({ trace, prompt: trace.prompt, kind, stratum: "", inclusionProbability: null, window: null });

/** One person's order of work; null: the pool's. */
export interface Queue {
  readonly person: string | null;
  readonly items: readonly QueueItem[];
}

/** What was drawn: calibration traces, the others, and those of the others that several people label. */
export interface Drawn {
  readonly calibration: readonly Sampled[];
  readonly main: readonly Sampled[];
  readonly overlapping: ReadonlySet<Sampled>;
}

/** Everybody's queue: qualification, then calibration at the start, in the middle and at the end of the main items with the gold hidden among them. */
export function peopleQueues(design: RoundDesign, { calibration, main, overlapping }: Drawn, random: Random): Queue[] {
  const load = new Map(design.annotators.map((person) => [person, 0]));
  const calibrating = dealTraces(shuffled(calibration, random).map((item) => ({ item, fold: design.calibration.fold })), load, random);
  const working = dealTraces(shuffled(main, random).map((item) => ({ item, fold: overlapping.has(item) ? design.overlap.fold : 1 })), load, random);
  return design.annotators.map((person) => {
    const [start, middle, end] = inThirds(calibrating.get(person)!.map(asItem("calibration")));
    const [first, second] = inHalves(withGold(working.get(person)!.map(asItem("main")), design.gold, random));
    return { person, items: byUncertainty(design, orderQueue([design.qualification.traces.map(settled("qualification")), start, ...first, middle, ...second, end], design.promptGap, random)) };
  });
}

/** A pool hands out every trace once before any a second time. */
export function poolQueue(design: RoundDesign, { calibration, main, overlapping }: Drawn, random: Random): Queue[] {
  const [start, middle, end] = inThirds(calibration.map(asItem("calibration")));
  const folded = (items: readonly QueueItem[]): QueueItem[][] => Array.from({ length: design.calibration.fold }, () => [...items]);
  const waves = Array.from({ length: design.overlap.share > 0 ? design.overlap.fold : 1 }, (_, wave) => main.filter((item) => wave === 0 || overlapping.has(item)).map(asItem("main")));
  const half = Math.ceil(waves[0]!.length / 2);
  return [{ person: null, items: byUncertainty(design, orderQueue([...folded(start), waves[0]!.slice(0, half), ...folded(middle), waves[0]!.slice(half), ...waves.slice(1), ...folded(end)], design.promptGap, random)) }];
}

/** Puts the main items on which detectors agree least into the first places of main items; all others stay where they are. */
function byUncertainty({ order }: RoundDesign, items: readonly QueueItem[]): readonly QueueItem[] {
  if (order === "random") return items;
  const main = items.filter(({ kind }) => kind === "main").sort((a, b) => (b.trace.uncertainty ?? 0) - (a.trace.uncertainty ?? 0));
  return items.map((item) => (item.kind === "main" ? main.shift()! : item));
}

/** Blocks of `every` items, one of each being a gold item (none twice) while there are any; the place within its block is left to chance by the ordering. */
function withGold(items: readonly QueueItem[], { traces, every }: RoundDesign["gold"], random: Random): QueueItem[][] {
  const gold = shuffled(traces, random).map(settled("gold"));
  const mixed = shuffled(items, random);
  const step = gold.length === 0 ? Math.max(1, mixed.length) : Math.max(1, every - 1);
  const blocks = Array.from({ length: Math.ceil(mixed.length / step) }, (_, i) => mixed.slice(i * step, (i + 1) * step));
  return blocks.map((block) => {
    // A short last block holds a gold item only by its share, so that gold is one in `every` throughout.
    const due = gold.length > 0 && (block.length === step || randomIndex(random, step) < block.length);
    return due ? [...block, gold.pop()!] : block;
  });
}

function inThirds<Part>(items: readonly Part[]): [Part[], Part[], Part[]] {
  const [first, second] = [Math.ceil(items.length / 3), Math.ceil((items.length * 2) / 3)];
  return [items.slice(0, first), items.slice(first, second), items.slice(second)];
}

/** Splits blocks so that the items before and behind are about as many; a block that holds the middle is cut. */
function inHalves(blocks: readonly (readonly QueueItem[])[]): [QueueItem[][], QueueItem[][]] {
  const half = Math.ceil(blocks.reduce((sum, block) => sum + block.length, 0) / 2);
  const first: QueueItem[][] = [];
  const second: QueueItem[][] = [];
  let seen = 0;
  for (const block of blocks) {
    const cut = Math.min(block.length, Math.max(0, half - seen));
    if (cut > 0) first.push(block.slice(0, cut));
    if (cut < block.length) second.push(block.slice(cut));
    seen += block.length;
  }
  return [first, second];
}
