import { z } from "zod";
import { kendallTauB, kendallW } from "../ranking/kendall";
import { statistic } from "./statistic";

/** `null` is an item that was not ranked: it is left out for all. */
const Values = z.array(z.number().nullable());

export const kendall = statistic({
  name: "kendall",
  summary: "Kendall's τ-b of two rankings, or W of several",
  input: z.union([z.object({ ranks: z.array(Values) }), z.object({ x: Values, y: Values })]),
  compute: (input) => {
    if ("ranks" in input) return kendallW(ranked(input.ranks));
    const [x, y] = ranked([input.x, input.y]);
    const tauB = kendallTauB(x!, y!);
    return tauB === null ? { tauB, reason: "all tied, or fewer than two items" } : { tauB };
  },
});

/** The items that every row has a value for. */
function ranked(rows: readonly (readonly (number | null)[])[]): number[][] {
  return rows.map((row) => row.filter((value, item): value is number => value !== null && rows.every((other) => other[item] !== null)));
}
