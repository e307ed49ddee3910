import { z } from "zod";
import { mantelHaenszel as pool } from "../emergence/mantel-haenszel";
import { statistic } from "./statistic";

const Pair = z.tuple([z.number().nonnegative(), z.number().nonnegative()]);

export const mantelHaenszel = statistic({
  name: "mantel-haenszel",
  summary: "Rate ratio pooled over strata",
  input: z.object({ strata: z.array(z.object({ y: Pair, exposure: Pair })) }),
  compute: ({ strata }) => pool(strata),
});
