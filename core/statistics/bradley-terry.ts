import { z } from "zod";
import { bradleyTerry as strengthsOf } from "../ranking/bradley-terry";
import { statistic } from "./statistic";

export const bradleyTerry = statistic({
  name: "bradley-terry",
  summary: "Bradley–Terry strengths from a table of wins",
  input: z.object({ wins: z.array(z.array(z.number().nonnegative().nullable())) }),
  compute: ({ wins }) => strengthsOf(wins),
});
