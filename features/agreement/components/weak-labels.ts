import type { LabelLook } from "../loaders";
import type { AgreementAnswer } from "../schema";

/** Names of the measured labels whose α interval reaches below .667. */
export const weakLabels = ({ labels: panels }: AgreementAnswer["panel"], looks: readonly LabelLook[]): string[] =>
  panels.filter(({ stepAlpha: { value, low } }) => value !== null && (low === null || low < 0.667)).map(({ label }) => looks.find(({ key }) => key === label)?.name ?? label ?? "");
