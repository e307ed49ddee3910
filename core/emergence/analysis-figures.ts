import type { AnalysisRow } from "./analysis-observations";
import { LEAST_EVENTS } from "./checkpoint-comparison";
import { difficultyClasses } from "./difficulty";
import { lengthStrata } from "./length-strata";
import { discordantPairs, promptDifferences } from "./matched-prompts";
import { byPrompt } from "./measured-trace";

/** One number of a figure: which statistic makes it, from what. */
export interface AnalysisFigure {
  readonly figure: "rate" | "prevalence" | "trend" | "onset" | "ratio" | "within-length-and-difficulty" | "paired" | "adjusted";
  readonly model: string;
  /** Of all but "adjusted", which is about a model's labels together. */
  readonly label?: string;
  /** Of a rate or prevalence; of a comparison the later one. */
  readonly checkpoint?: string;
  /** Of a comparison: the first checkpoint. */
  readonly against?: string;
  /** Of "within-length-and-difficulty": where difficulty comes from. */
  readonly difficulty?: "imported" | "pass rate" | "none";
  /** Of "adjusted": which p-values, in the order of its input. */
  readonly tests?: readonly { readonly label: string; readonly checkpoint: string }[];
  /** Of a rate or prevalence: what it stands on. */
  readonly n?: { readonly observations: number; readonly prompts: number; readonly spans: number };
  /** A name of `switchback stats`. */
  readonly statistic: string;
  readonly input: unknown;
}

/** The thresholds of an onset where no plan says otherwise. */
const ONSET = { delta: 0.1, m: 1 } as const;

/** The inputs of every figure, each row weighted by 1/π: a label's rate and prevalence at each checkpoint with prompts resampled, its trend and onset, and every later checkpoint against the first: at equal length (NB2; from five events in each group on), within length bins × difficulty, and on the same prompts. */
export function analysisFigures(rows: readonly AnalysisRow[], seed: number, resamples = 2000): AnalysisFigure[] {
  return distinct(rows.map((row) => row.model)).flatMap((model) => {
    const ofModel = rows.filter((row) => row.model === model);
    const { places: checkpoints, ordered } = inTrainingOrder(ofModel);
    return distinct(ofModel.flatMap(({ counts }) => Object.keys(counts))).flatMap((label) => {
      const places = checkpoints.map(({ name, t }) => ({ name, t, rows: ofModel.filter((row) => row.checkpoint === name && label in row.counts) })).filter((place) => place.rows.length > 0);
      return figuresOf({ model, label }, places, { ordered, seed, resamples });
    });
  });
}

interface Place {
  readonly name: string;
  readonly t: number;
  readonly rows: readonly AnalysisRow[];
}

function figuresOf(of: { readonly model: string; readonly label: string }, places: readonly Place[], { ordered, seed, resamples }: { readonly ordered: boolean; readonly seed: number; readonly resamples: number }): AnalysisFigure[] {
  const count = ({ counts }: AnalysisRow): number => counts[of.label] ?? 0;
  const observed = (rows: readonly AnalysisRow[]) => rows.map((row) => ({ y: count(row), tokens: row.tokens, weight: row.weight }));
  const alone = places.flatMap(({ name, rows }) => (["rate-per-1k", "prevalence"] as const).map((statistic): AnalysisFigure => (
    { figure: statistic === "prevalence" ? "prevalence" : "rate", ...of, checkpoint: name, n: { observations: rows.length, prompts: byPrompt(rows).size, spans: rows.reduce((sum, row) => sum + count(row), 0) }, statistic: "cluster-bootstrap", input: { clusters: inOrderOfPrompts(rows).map(observed), statistic, resamples, seed, method: "t" } })));
  const [first, ...later] = places;
  if (!first || later.length === 0) return alone;
  const prompts = distinct(places.flatMap(({ rows }) => rows.map(({ prompt }) => prompt)));
  const together: AnalysisFigure[] = !ordered ? [] : [
    { figure: "trend", ...of, statistic: "trend", input: { checkpoints: places.map(({ t, rows }) => ({ t, y: rows.map(count), exposure: rows.map(({ tokens }) => tokens), weight: rows.map(({ weight }) => weight) })) } },
    { figure: "onset", ...of, statistic: "onset", input: { checkpoints: places.map(({ t, rows }) => { const held = byPrompt(rows); return { t, prompts: prompts.map((prompt) => observed(held.get(prompt) ?? [])) }; }), ...ONSET, resamples, seed } },
  ];
  return [...alone, ...together, ...later.flatMap((place) => comparison(of, first, place, count, { seed, resamples }))];
}

function comparison(of: { readonly model: string; readonly label: string }, first: Place, { name, rows: later }: Place, count: (row: AnalysisRow) => number, options: { readonly seed: number; readonly resamples: number }): AnalysisFigure[] {
  const place = { ...of, checkpoint: name, against: first.name };
  const both = [first.rows, later];
  const all = both.flat();
  const scarce = both.some((rows) => { const events = rows.reduce((sum, row) => sum + count(row), 0); return events > 0 && events < LEAST_EVENTS; });
  const { source, classOf } = difficultyClasses(first.rows, later);
  const pairs = discordantPairs(first.rows, later, count);
  return [
    ...(scarce ? [] : [{ figure: "ratio", ...place, statistic: "rate-ratio", input: {
      y: all.map(count), exposure: all.map(({ tokens }) => tokens), group: both.flatMap((rows, group) => rows.map(() => group)), cluster: all.map(({ prompt }) => prompt), weight: all.map(({ weight }) => weight), family: "nb2",
    } } as const]),
    { figure: "within-length-and-difficulty", ...place, difficulty: source, statistic: "mantel-haenszel", input: { strata: lengthStrata(first.rows, later, classOf, count) } },
    { figure: "paired", ...place, ...(pairs ? { statistic: "mcnemar", input: { b: pairs.lost, c: pairs.gained } } : { statistic: "sign-flip", input: { differences: promptDifferences(first.rows, later, count), ...options } }) },
  ];
}

/** Every model's p-values of the same prompts adjusted together over labels and checkpoints; what has no p is left out. */
export function adjustedFigures(figures: readonly AnalysisFigure[], outputs: readonly Readonly<Record<string, unknown>>[]): AnalysisFigure[] {
  return distinct(figures.map(({ model }) => model)).flatMap((model): AnalysisFigure[] => {
    const tested = figures.flatMap(({ figure, model: own, label, checkpoint }, i) => { const p = outputs[i]?.p; return figure === "paired" && own === model && typeof p === "number" ? [{ label: label ?? "", checkpoint: checkpoint ?? "", p }] : []; });
    return tested.length === 0 ? [] : [{ figure: "adjusted", model, tests: tested.map(({ label, checkpoint }) => ({ label, checkpoint })), statistic: "benjamini-hochberg", input: { p: tested.map(({ p }) => p), q: 0.05 } }];
  });
}

const inOrderOfPrompts = (rows: readonly AnalysisRow[]): AnalysisRow[][] => [...byPrompt(rows)].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, held]) => held);

/** Checkpoints by step; where one has none, by name with numbers read as numbers, which is no order of training. */
function inTrainingOrder(rows: readonly AnalysisRow[]): { readonly places: readonly { readonly name: string; readonly t: number }[]; readonly ordered: boolean } {
  const steps = new Map(rows.map(({ checkpoint, step }) => [checkpoint, step]));
  const names = [...steps.keys()].sort(new Intl.Collator("en", { numeric: true }).compare);
  const ordered = names.every((name) => steps.get(name) !== null);
  const places = names.map((name, place) => ({ name, t: ordered ? steps.get(name)! : place }));
  return { places: ordered ? places.sort((a, b) => a.t - b.t) : places, ordered };
}

const distinct = (values: readonly string[]): string[] => [...new Set(values)].sort();
