import { z } from "zod";
import { mcnemarExact } from "../emergence/paired";
import { statistic } from "./statistic";

export const mcnemar = statistic({
  name: "mcnemar",
  summary: "Exact McNemar test on discordant pairs",
  input: z.object({ b: z.int().nonnegative(), c: z.int().nonnegative() }),
  compute: ({ b, c }) => ({ p: mcnemarExact(b, c) }),
});
