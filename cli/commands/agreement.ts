import type { AgreementAnswer } from "../agreement-text";
import { agreementText } from "../agreement-text";
import { EXIT } from "../exit";
import { reportCommand } from "../report-command";

export const agreement = reportCommand<AgreementAnswer>({
  name: "agreement",
  summary: "how far annotators agree",
  path: "agreement",
  parameters: ["round", "checkpoint", "pass", "layer", "resamples", "seed", "gamma"],
  options: `  --round       id of a round; without it all work that was done alone
  --checkpoint  name of a checkpoint
  --pass        behaviour (the default) or truth
  --layer       all: agreement is always between people
  --resamples   of prompts, for the intervals: 0 to 10,000 (1,000); --seed (7)
  --gamma       yes: γ as well, which takes minutes on a large project
  Prints a table of labels; --json prints the whole panel. Exit code 1: no trace was finished by two people.`,
  text: agreementText,
  nothing: ({ panel }) => (panel.traces > 0 ? null : { exit: EXIT.rejected, title: "Nothing can be compared", detail: "No trace was finished by two people (of this round, checkpoint and pass)." }),
});
