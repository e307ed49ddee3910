import { scaleLinear } from "d3-scale";
import type { ScaleLinear } from "d3-scale";
import { area, line } from "d3-shape";

export type Scale = ScaleLinear<number, number>;

/** Rounded to a tenth of a pixel: the file stays small, and a picture is the same on every machine. */
const px = (value: number): number => Math.round(value * 10) / 10;

export const linear = (domain: readonly [number, number], range: readonly [number, number]): Scale => scaleLinear().domain(domain[0] === domain[1] ? [domain[0] - 1, domain[1] + 1] : domain).range(range);

export interface Point { readonly x: number; readonly y: number }

export const linePath = (points: readonly Point[]): string => line<Point>(({ x }) => px(x), ({ y }) => px(y))([...points]) ?? "";
export const bandPath = (points: readonly { readonly x: number; readonly low: number; readonly high: number }[]): string =>
  area<{ x: number; low: number; high: number }>().x(({ x }) => px(x)).y0(({ low }) => px(low)).y1(({ high }) => px(high))([...points]) ?? "";

/** Labels at the ends of lines, moved apart so that none covers another; order by place is kept. @param gap least distance in px */
export function spread<Item extends { readonly y: number }>(items: readonly Item[], gap: number): (Item & { readonly at: number })[] {
  const placed = [...items].sort((a, b) => a.y - b.y).map((item) => ({ ...item, at: item.y }));
  for (let round = 0; round < 60; round++) {
    for (let i = 1; i < placed.length; i++) {
      const overlap = gap - (placed[i]!.at - placed[i - 1]!.at);
      if (overlap > 0.01) { placed[i]!.at += overlap / 2; placed[i - 1]!.at -= overlap / 2; }
    }
  }
  return placed;
}

/** Positions at which a label fits: from left to right, each at least `gap` px after the one before; the last always stays. */
export function fitting(positions: readonly number[], gap: number): boolean[] {
  const kept = positions.map(() => false);
  let from = -Infinity;
  positions.forEach((x, i) => { if (x - from >= gap) { kept[i] = true; from = x; } });
  const last = positions.length - 1;
  if (last >= 0 && !kept[last]) {
    const before = kept.lastIndexOf(true);
    if (before > 0) kept[before] = false;
    kept[last] = true;
  }
  return kept;
}
