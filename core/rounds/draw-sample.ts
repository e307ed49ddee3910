import type { Random } from "../statistics/random";
import { shuffled } from "../statistics/random";
import type { Candidate, RoundDesign, StratumPart } from "./round-design";
import type { StepWindow } from "./step-window";

export interface Stratum {
  /** Its parts, as "checkpoint=step-100 · correct=true"; "" when there is one stratum. */
  readonly key: string;
  readonly size: number;
  readonly sampled: number;
}

export interface Sampled {
  readonly trace: Candidate;
  readonly stratum: string;
  /** Chance that this trace is drawn: its stratum's sampled over size; times that of its window, where it has one. */
  readonly inclusionProbability: number;
  /** The stretch of the CoT that is labelled; left out: all of it. */
  readonly window?: StepWindow;
}

/** A stratified sample without replacement: within each stratum every subset of its share is equally likely. The same seed gives the same sample whatever the order of the candidates. */
export function drawSample(candidates: readonly Candidate[], design: RoundDesign["sample"], random: Random): { readonly sample: readonly Sampled[]; readonly strata: readonly Stratum[] } {
  const cuts = design.lengthCuts ?? thirds(candidates.map(({ length }) => length));
  const byKey = new Map<string, Candidate[]>();
  for (const trace of [...candidates].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const key = design.strata.map((part) => `${part}=${partOf(trace, part, cuts)}`).join(" · ");
    const stratum = byKey.get(key);
    if (stratum) stratum.push(trace);
    else byKey.set(key, [trace]);
  }
  const members = [...byKey].sort(([a], [b]) => (a < b ? -1 : 1));
  const sizes = members.map(([, traces]) => traces.length);
  const wanted = Math.min(design.size ?? candidates.length, candidates.length);
  const shares = design.allocation === "equal" ? allocateEqually(sizes, wanted) : allocateProportionally(sizes, wanted);
  const strata = members.map(([key, traces], i) => ({ key, size: traces.length, sampled: shares[i]! }));
  const sample = members.flatMap(([stratum, traces], i) =>
    shuffled(traces, random).slice(0, shares[i]).map((trace) => ({ trace, stratum, inclusionProbability: shares[i]! / traces.length })));
  return { sample, strata };
}

/** As even as the sizes allow: what a small stratum cannot give goes to the others. Sums to min(wanted, all). */
export function allocateEqually(sizes: readonly number[], wanted: number): number[] {
  const shares = sizes.map(() => 0);
  let left = wanted;
  for (let open = sizes.map((_, i) => i); left > 0 && open.length > 0; open = open.filter((i) => shares[i]! < sizes[i]!)) {
    const each = Math.max(1, Math.floor(left / open.length));
    for (const i of open) {
      const more = Math.min(each, sizes[i]! - shares[i]!, left);
      shares[i] = shares[i]! + more;
      left -= more;
    }
  }
  return shares;
}

/** By size with largest remainders, at least one of each stratum while there are enough. Sums to min(wanted, all). */
export function allocateProportionally(sizes: readonly number[], wanted: number): number[] {
  const all = sizes.reduce((sum, size) => sum + size, 0);
  const target = Math.min(wanted, all);
  if (target === 0) return sizes.map(() => 0);
  const exact = sizes.map((size) => (target * size) / all);
  const shares = exact.map((share, i) => Math.min(sizes[i]!, Math.max(target >= sizes.length ? 1 : 0, Math.floor(share))));
  const owed = (i: number): number => exact[i]! - shares[i]!;
  for (let sum = shares.reduce((total, share) => total + share, 0); sum !== target; sum += sum < target ? 1 : -1) {
    const up = sum < target;
    const open = sizes.map((_, i) => i).filter((i) => (up ? shares[i]! < sizes[i]! : shares[i]! > 1));
    const pick = open.reduce((best, i) => ((up ? owed(i) > owed(best) : owed(i) < owed(best)) ? i : best));
    shares[pick] = shares[pick]! + (up ? 1 : -1);
  }
  return shares;
}

/** The lengths that end the lower and the middle third. */
export function thirds(lengths: readonly number[]): number[] {
  const sorted = [...lengths].sort((a, b) => a - b);
  const at = (share: number): number[] => (sorted.length === 0 ? [] : [sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!]);
  return [...new Set([...at(1 / 3), ...at(2 / 3)])];
}

function partOf(trace: Candidate, part: StratumPart, cuts: readonly number[]): string {
  if (part !== "length") return String(trace[part] ?? "unknown");
  const at = cuts.findIndex((cut) => trace.length < cut);
  return at < 0 ? `≥ ${cuts.at(-1) ?? 0}` : `< ${cuts[at]!}`;
}
