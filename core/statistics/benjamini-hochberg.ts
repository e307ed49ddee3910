import { z } from "zod";
import { benjaminiHochberg as adjust } from "../emergence/benjamini-hochberg";
import { statistic } from "./statistic";

export const benjaminiHochberg = statistic({
  name: "benjamini-hochberg",
  summary: "Which of many p-values to reject at a false discovery rate",
  input: z.object({ p: z.array(z.number().min(0).max(1)), q: z.number().gt(0).lt(1).default(0.05) }),
  compute: ({ p, q }) => adjust(p, q),
});
