import { z } from "zod";
import { matchSpans } from "../agreement/span-match";
import { Name } from "./name";
import { statistic } from "./statistic";

const Spans = z.array(z.object({ doc: Name, label: Name, start: z.number(), end: z.number() }));

export const spanMatch = statistic({
  name: "span-match",
  summary: "Span precision, recall and F1 of predicted against gold spans",
  input: z.object({ gold: Spans, pred: Spans, match: z.enum(["exact", "iou", "overlap", "codepoint"]), threshold: z.number().gt(0).max(1).default(0.5), labelled: z.boolean().default(true) }),
  compute: ({ gold, pred, match, threshold, labelled }) => matchSpans(gold, pred, match === "iou" ? { match, threshold, labelled } : { match, labelled }),
});
