import type { AtCheckpoint } from "./by-checkpoint";
import { byCheckpoint } from "./by-checkpoint";
import type { ComparableTrace } from "./comparable-trace";
import type { Grid, Place } from "./counts-by-prompt";
import { CountsByPrompt } from "./counts-by-prompt";
import type { Alpha } from "./krippendorff";
import { alphaFromCoincidences } from "./krippendorff";
import { matchedPairs } from "./matched-spans";
import type { AnnotatorPairs } from "./panel-counts";
import type { Coefficient, Resampling } from "./resampled-estimates";
import { resampled, sumOver } from "./resampled-estimates";

/** Nominal α of an attribute with its interval over prompts; n pairs of spans. */
export type AttributeAlpha = Alpha & { readonly n: number; readonly low: number | null; readonly high: number | null };

/** The answers to one attribute on matched spans of one label, where both gave one: [c][k] coincidences of `values`, row by row. */
export interface CountedAnswers {
  readonly label: string;
  readonly attribute: string;
  readonly values: readonly string[];
  readonly counts: CountsByPrompt;
}

/** In the order in which labels and attributes are first met. */
export function countAnswers(compared: readonly ComparableTrace[], pairs: AnnotatorPairs, grid: Grid): CountedAnswers[] {
  const given = new Map<string, Map<string, Answers>>();
  for (const [a, b] of pairs) {
    for (const comparable of compared) {
      for (const { first, second } of matchedPairs(comparable, a, b)) {
        if (first.label !== second.label) continue;
        for (const attribute of Object.keys(first.attributes)) {
          const other = second.attributes[attribute];
          if (other === undefined) continue;
          let byAttribute = given.get(first.label);
          if (!byAttribute) given.set(first.label, byAttribute = new Map());
          let answers = byAttribute.get(attribute);
          if (!answers) byAttribute.set(attribute, answers = new Answers());
          answers.add(comparable.trace, first.attributes[attribute]!, other);
        }
      }
    }
  }
  return [...given].flatMap(([label, byAttribute]) => Array.from(byAttribute, ([attribute, answers]) => ({ label, attribute, values: answers.values, counts: answers.counted(grid) })));
}

/** Pairs of answers to one attribute, as long as it is not known how many values it has. */
class Answers {
  readonly #codes = new Map<string, number>();
  /** Of a trace, one pair's codes behind another's. */
  readonly #given: { readonly place: Place; readonly codes: number[] }[] = [];

  add(place: Place, first: string, second: string): void {
    let last = this.#given.at(-1);
    if (last?.place !== place) this.#given.push(last = { place, codes: [] });
    last.codes.push(this.#code(first), this.#code(second));
  }

  get values(): string[] {
    return [...this.#codes.keys()];
  }

  counted(grid: Grid): CountsByPrompt {
    const size = this.#codes.size;
    const counts = new CountsByPrompt(grid, size ** 2);
    for (const { place, codes } of this.#given) {
      const block = counts.of(place);
      for (let at = 0; at < codes.length; at += 2) {
        const [c, k] = [codes[at]!, codes[at + 1]!];
        block[c * size + k]! += 1;
        block[k * size + c]! += 1;
      }
    }
    return counts;
  }

  #code(value: string): number {
    let code = this.#codes.get(value);
    if (code === undefined) this.#codes.set(value, code = this.#codes.size);
    return code;
  }
}

/** label → attribute → α. */
export function attributeAlphas(answers: readonly CountedAnswers[], options: Resampling): Record<string, Record<string, AttributeAlpha>> {
  const found: Record<string, Record<string, AttributeAlpha>> = {};
  for (const { label, attribute, values, counts } of answers) {
    const perPrompt = counts.together();
    const { low, high } = resampled(perPrompt, { alpha: alphaOf(values) }, options).alpha.estimate;
    const sum = sumOver(perPrompt, Int32Array.from(perPrompt, (_, i) => i));
    (found[label] ??= {})[attribute] = { ...alphaOfAnswers(values, sum), n: pairsIn(sum), low, high };
  }
  return found;
}

/** α of one attribute of one label at a checkpoint, of n pairs of spans. */
export type AttributeAtCheckpoint = AtCheckpoint<"alpha"> & { readonly label: string; readonly attribute: string; readonly n: number };

/** @returns [attribute][checkpoint] */
export function attributesByCheckpoint(answers: readonly CountedAnswers[], options: Resampling): AttributeAtCheckpoint[][] {
  const rows = byCheckpoint(answers.map(({ values, counts }) => ({ counts, coefficients: { alpha: alphaOf(values) } })), options);
  return answers.map(({ label, attribute, counts }, row) => {
    const sum = sumOver(counts.perPrompt, Int32Array.from(counts.perPrompt, (_, i) => i));
    return rows[row]!.map((found, at) => ({ label, attribute, n: pairsIn(counts.at(sum, at)), ...found }));
  });
}

/** A pair of answers is two coincidences. */
const pairsIn = (counts: Float64Array): number => counts.reduce((sum, count) => sum + count, 0) / 2;

const alphaOfAnswers = (values: readonly string[], counts: Float64Array): Alpha => alphaFromCoincidences(values, values.map((_, c) => [...counts.subarray(c * values.length, (c + 1) * values.length)]), "nominal");

const alphaOf = (values: readonly string[]): Coefficient => (counts) => {
  if (pairsIn(counts) === 0) return { value: null, reason: "no items" };
  const { alpha, reason } = alphaOfAnswers(values, counts);
  return { value: alpha, ...(reason && { reason }) };
};
