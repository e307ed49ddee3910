import { z } from "zod";
import { krippendorffAlpha } from "../agreement/krippendorff";
import { statistic } from "./statistic";

export const alpha = statistic({
  name: "alpha",
  summary: "Krippendorff's α of several coders, with missing values",
  input: z.object({
    matrix: z.array(z.array(z.union([z.number(), z.string(), z.null()]))),
    level: z.enum(["nominal", "ordinal", "interval", "ratio"]).default("nominal"),
  }),
  compute: ({ matrix, level }) => krippendorffAlpha(matrix, level),
});
