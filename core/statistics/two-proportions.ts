import { z } from "zod";
import { twoProportions as compare } from "../emergence/two-proportions";
import { statistic } from "./statistic";

const Pair = z.tuple([z.int().nonnegative(), z.int().nonnegative()]);

export const twoProportions = statistic({
  name: "two-proportions",
  summary: "Difference of two independent proportions, with z test",
  input: z.object({ hits: Pair, n: Pair }),
  compute: ({ hits, n }) => compare(hits, n),
});
