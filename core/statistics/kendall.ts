import { z } from "zod";
import { kendallTauB, kendallW } from "../ranking/kendall";
import { statistic } from "./statistic";

const Values = z.array(z.number());

export const kendall = statistic({
  name: "kendall",
  summary: "Kendall's τ-b of two rankings, or W of several",
  input: z.union([z.object({ ranks: z.array(Values) }), z.object({ x: Values, y: Values })]),
  compute: (input) => {
    if ("ranks" in input) return kendallW(input.ranks);
    const tauB = kendallTauB(input.x, input.y);
    return tauB === null ? { tauB, reason: "all tied, or fewer than two items" } : { tauB };
  },
});
