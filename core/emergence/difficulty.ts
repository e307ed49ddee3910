import { mean, quantile } from "../statistics/quantile";
import { byPrompt } from "./measured-trace";

/** How hard a prompt is, as the import says it: a number or a name; null: it does not say. */
export type ImportedDifficulty = number | string | null;

/** Classes of prompts by difficulty, within which rates are compared. */
export interface DifficultyClasses {
  readonly source: "imported" | "pass rate" | "none";
  /** Prompts that are compared, and how many of them have a difficulty; the others are a class of their own. */
  readonly prompts: number;
  readonly known: number;
  readonly classOf: ReadonlyMap<string, string>;
}

/** What classes of difficulty are made of. */
export interface GradedTrace {
  readonly prompt: string;
  readonly correct: boolean | null;
  readonly difficulty?: ImportedDifficulty | undefined;
}

/** Numbers of at most so many values are levels, each a class; of more, thirds are. */
const MOST_LEVELS = 10;

/** What a row's metadata says under `difficulty`: a finite number (also one written as text), or a name. */
export function importedDifficulty(metadata: string): ImportedDifficulty {
  if (!metadata.includes("difficulty")) return null;
  const held = parsed(metadata);
  const value: unknown = typeof held === "object" && held !== null && Object.hasOwn(held, "difficulty") ? (held as Readonly<Record<string, unknown>>).difficulty : null;
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value !== "string" || value.trim() === "") return null;
  return Number.isFinite(Number(value)) ? Number(value) : value;
}

function parsed(metadata: string): unknown {
  try {
    return JSON.parse(metadata);
  } catch {
    return null; // spelled as in a file that is not strict JSON: NaN
  }
}

/** Difficulty of prompts as imported, or as their pass rate at the reference checkpoint: whichever is known of more prompts, the imported one where both are (decision 0156). Never the later checkpoint's result:
 *  a prompt whose rows are of different difficulty has none, since what changes from sample to sample is a result.
 *  @param later traces of the checkpoint that is compared with the reference */
export function difficultyClasses(reference: readonly GradedTrace[], later: readonly GradedTrace[]): DifficultyClasses {
  const groups = byPrompt([...reference, ...later]);
  const [imported, passed] = [importedClasses(groups), passClasses(reference)];
  const [source, classOf] = imported.size > 0 && imported.size >= passed.size ? ["imported" as const, imported] : passed.size > 0 ? ["pass rate" as const, passed] : ["none" as const, passed];
  return { source, prompts: groups.size, known: classOf.size, classOf };
}

function importedClasses(groups: ReadonlyMap<string, readonly GradedTrace[]>): Map<string, string> {
  const values = new Map([...groups].flatMap(([prompt, traces]) => {
    const said = new Set(traces.map(({ difficulty }) => difficulty ?? null).filter((value) => value !== null));
    return said.size === 1 ? [[prompt, [...said][0]!] as const] : [];
  }));
  const numbers = [...values.values()].filter((value) => typeof value === "number").sort((a, b) => a - b);
  const cuts = new Set(numbers).size > MOST_LEVELS ? [quantile(numbers, 1 / 3), quantile(numbers, 2 / 3)] : null;
  return new Map([...values].map(([prompt, value]) => [prompt, typeof value === "number" && cuts ? `third ${cuts.filter((cut) => value > cut).length}` : `${typeof value} ${value}`]));
}

/** Thirds of the pass rate at the reference checkpoint. */
const passClasses = (reference: readonly GradedTrace[]): Map<string, string> => new Map([...byPrompt(reference)].flatMap(([prompt, samples]) => {
  const judged = samples.filter((trace) => trace.correct !== null);
  return judged.length > 0 ? [[prompt, `passed ${Math.min(2, Math.floor(mean(judged.map((trace) => Number(trace.correct))) * 3))}`] as const] : [];
}));
