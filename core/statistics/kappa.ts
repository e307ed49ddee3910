import { z } from "zod";
import { cohenKappa, crossTable } from "../agreement/kappa";
import { CodedValue } from "./name";
import { statistic } from "./statistic";

const weights = z.enum(["linear", "quadratic"]).optional();
const Coded = z.array(CodedValue);

export const kappa = statistic({
  name: "kappa",
  summary: "Cohen's κ of two coders, plain or weighted",
  input: z.union([z.object({ table: z.array(z.array(z.number().nonnegative())), weights }), z.object({ a: Coded, b: Coded, weights })]),
  compute: (input) => cohenKappa("table" in input ? input.table : crossTable(input.a, input.b), input.weights),
});
