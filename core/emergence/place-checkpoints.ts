import type { Checkpoint } from "./measured-trace";

/** A sampled checkpoint of a training run, as the import names it. */
export interface RunToPlace {
  readonly id: string;
  readonly model: string;
  readonly checkpoint: string;
  readonly step: number | null;
  readonly trainingSeed: number | null;
  readonly traces: number;
}

export interface PlacedRuns {
  readonly byRun: ReadonlyMap<string, Checkpoint>;
  /** Training seed of each run that has one. */
  readonly seeds: ReadonlyMap<string, string>;
  /** Every checkpoint has a step, or is the base model. */
  readonly ordered: boolean;
  /** The first checkpoint is a model before training. */
  readonly baseModel: boolean;
  readonly trainingRuns: number;
}

/** A name that says: before training. */
const isBase = (name: string): boolean => /\b(?:base|init|initial|pretrained)\b/i.test(name);

/** Place of each run of a model in its training: its step, 0 for a base model that has none. Where a step is missing elsewhere, the order of names with numbers read as numbers, base first.
 *  Runs of several seeds at one step are one checkpoint. Runs without traces have no place. */
export function placeCheckpoints(runs: readonly RunToPlace[], model: string): PlacedRuns {
  const ofModel = runs.filter((run) => run.model === model && run.traces > 0);
  const stepOf = ({ step, checkpoint }: RunToPlace): number | null => step ?? (isBase(checkpoint) ? 0 : null);
  const ordered = ofModel.some(({ step }) => step !== null) && ofModel.every((run) => stepOf(run) !== null);
  const byNumber = new Intl.Collator("en", { numeric: true });
  const names = [...new Set(ofModel.map(({ checkpoint }) => checkpoint))].sort((a, b) => Number(isBase(b)) - Number(isBase(a)) || byNumber.compare(a, b));
  const nameAt = new Map<number, string>();
  if (ordered) for (const run of ofModel) if (!nameAt.has(stepOf(run)!)) nameAt.set(stepOf(run)!, run.checkpoint);
  const placeOf = (run: RunToPlace): Checkpoint => {
    const t = ordered ? stepOf(run)! : names.indexOf(run.checkpoint);
    return { model, name: nameAt.get(t) ?? run.checkpoint, t, ...(!ordered && { byName: true as const }) };
  };
  const byRun = new Map(ofModel.map((run) => [run.id, placeOf(run)]));
  const first = [...byRun.values()].reduce<Checkpoint | null>((least, place) => (least === null || place.t < least.t ? place : least), null);
  return {
    byRun, ordered, baseModel: first !== null && ((ordered && first.t === 0) || isBase(first.name)),
    seeds: new Map(ofModel.flatMap(({ id, trainingSeed }) => (trainingSeed === null ? [] : [[id, String(trainingSeed)] as const]))),
    trainingRuns: Math.max(1, new Set(ofModel.map(({ trainingSeed }) => trainingSeed)).size),
  };
}
