import { z } from "zod";
import { proxyValidity } from "../emergence/proxy";
import { statistic } from "./statistic";

const Binary = z.union([z.boolean(), z.literal(0), z.literal(1)]).transform(Boolean);

export const proxy = statistic({
  name: "proxy",
  summary: "A detector's precision, recall and F1 against human labels per checkpoint, and whether they drift",
  input: z.object({ items: z.array(z.object({ checkpoint: z.number(), cluster: z.union([z.string(), z.number()]), truth: Binary, hit: Binary })) }),
  compute: ({ items }) => {
    const { overall, ...rest } = proxyValidity(items);
    return { ...overall, ...rest };
  },
});
