import { z } from "zod";
import { krippendorffAlpha } from "../agreement/krippendorff";
import { CodedValue } from "./name";
import { statistic } from "./statistic";

export const alpha = statistic({
  name: "alpha",
  summary: "Krippendorff's α of several coders, with missing values",
  input: z.object({
    matrix: z.array(z.array(CodedValue)),
    level: z.enum(["nominal", "ordinal", "interval", "ratio"]).default("nominal"),
  }),
  compute: ({ matrix, level }) => krippendorffAlpha(matrix, level),
});
