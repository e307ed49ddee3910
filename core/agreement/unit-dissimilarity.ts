import type { Unit } from "./alpha-u";

/** How apart two units are, after Mathet, Widlöcher & Métivier 2015 (Computational Linguistics 41:437): weights of position and category, and the cost of a unit that nobody shares. */
export interface Dissimilarity {
  readonly alpha: number;
  readonly beta: number;
  readonly delta: number;
}

/** Positional part without its weight: ((|Δstart| + |Δend|)/(sum of lengths))² · Δ∅. */
export function positionalDissimilarity(a: Unit, b: Unit, delta: number): number {
  return ((Math.abs(a.start - b.start) + Math.abs(a.end - b.end)) / (a.end - a.start + (b.end - b.start))) ** 2 * delta;
}

export const categoricalDissimilarity = (a: Unit, b: Unit, delta: number): number => (a.label === b.label ? 0 : delta);

export const combinedDissimilarity = (a: Unit, b: Unit, { alpha, beta, delta }: Dissimilarity): number =>
  alpha * positionalDissimilarity(a, b, delta) + beta * categoricalDissimilarity(a, b, delta);
