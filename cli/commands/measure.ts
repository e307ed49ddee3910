import { reportCommand } from "../report-command";

export const measure = reportCommand({
  name: "measure",
  summary: "rates and emergence of behaviours over checkpoints",
  path: "emergence",
  parameters: ["layer", "model", "labels", "detector", "unit", "delta", "m", "resamples", "seed", "checkpoints", "seeds", "correct", "truncated", "language", "dataset", "minLength", "maxLength"],
});
