import { z } from "zod";
import { proxyValidity } from "../emergence/proxy";
import type { ProxyQuality } from "../emergence/proxy";
import { Name } from "./name";
import { statistic } from "./statistic";

const Binary = z.union([z.boolean(), z.literal(0), z.literal(1)]).transform(Boolean);

export const proxy = statistic({
  name: "proxy",
  summary: "A detector's precision, recall and F1 against human labels per checkpoint, and whether they drift",
  input: z.object({ items: z.array(z.object({ checkpoint: z.union([z.number(), z.string()]), cluster: Name, truth: Binary, hit: Binary, weight: z.number().positive().optional() })) }),
  compute: ({ items }) => {
    const order = placesOf(items.map(({ checkpoint }) => checkpoint));
    const { overall, checkpoints, reason, ...drift } = proxyValidity(items.map((item) => ({ ...item, checkpoint: order(item.checkpoint) })));
    const why = [gapOf(overall), reason].filter((each) => each !== undefined);
    return {
      ...overall, ...drift, ...(why.length > 0 && { reason: why.join("; ") }),
      checkpoints: checkpoints.map((each) => { const gap = gapOf(each); return gap === undefined ? each : { ...each, reason: gap }; }),
    };
  },
});

/** Numbers stand for themselves; names stand in the order in which they come. */
function placesOf(checkpoints: readonly (string | number)[]): (checkpoint: string | number) => number {
  if (checkpoints.every((each) => typeof each === "number")) return Number;
  const names = [...new Set(checkpoints)];
  return (checkpoint) => names.indexOf(checkpoint);
}

/** Why precision, recall or F1 is null. */
function gapOf({ n, precision, recall, specificity }: ProxyQuality): string | undefined {
  if (n === 0) return "no items";
  const gaps = [precision === null && "the detector hits nothing", recall === null && "truth is never yes", specificity === null && "truth is never no"].filter((each) => each !== false);
  return gaps.length > 0 ? gaps.join("; ") : undefined;
}
