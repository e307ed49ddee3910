import { offsets } from "./offsets";
import { proportionCi } from "./proportion-ci";
import type { Statistic } from "./statistic";

/** Every statistic that `switchback stats NAME` knows, in the order of stats.md. One line each. */
export const STATISTICS: readonly Statistic[] = [
  proportionCi,
  offsets,
];

export const statisticByName = (name: string): Statistic | null => STATISTICS.find((each) => each.name === name) ?? null;
