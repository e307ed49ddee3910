import { reportCommand } from "../report-command";

export const agreement = reportCommand({
  name: "agreement",
  summary: "how far annotators agree",
  path: "agreement",
  parameters: ["round", "checkpoint", "pass", "layer", "resamples", "seed", "gamma"],
});
