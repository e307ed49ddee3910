import { z } from "zod";
import { specificAgreement as agree } from "../agreement/specific-agreement";
import { statistic } from "./statistic";

const Row = z.tuple([z.number().nonnegative(), z.number().nonnegative()]);

export const specificAgreement = statistic({
  name: "specific-agreement",
  summary: "Positive and negative specific agreement of two binary coders",
  input: z.object({ table: z.tuple([Row, Row]) }),
  compute: ({ table }) => {
    const result = agree(table);
    if (result.observed === null) return { ...result, reason: "no items" };
    if (result.positive === null) return { ...result, reason: "no positive cases" };
    return result.negative === null ? { ...result, reason: "no negative cases" } : result;
  },
});
