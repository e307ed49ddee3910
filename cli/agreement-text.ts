import { table } from "./table";

interface Estimate {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly reason?: string;
}

interface LabelPanel {
  readonly label: string | null;
  readonly spans: number;
  readonly stepAlpha: Estimate;
  readonly spanF1: Estimate;
  readonly exactF1: Estimate;
}

/** Of the answer of GET …/agreement what the command says in words. */
export interface AgreementAnswer {
  readonly panel: { readonly annotators: readonly string[]; readonly traces: number; readonly prompts: number; readonly steps: number; readonly overall: LabelPanel; readonly labels: readonly LabelPanel[] };
  readonly gamma: { readonly gamma: Estimate } | null;
  readonly withSuggestions: number;
  readonly resamples: number;
  readonly seed: number;
}

/** The panel for a person at a terminal: who and how much was compared, and each label with its intervals. */
export function agreementText({ panel, gamma, withSuggestions, resamples, seed }: AgreementAnswer): string {
  const { annotators, traces, prompts, steps, overall, labels } = panel;
  const row = ({ label, spans, stepAlpha, spanF1, exactF1 }: LabelPanel): string[] => [label ?? "all", String(spans), ...[stepAlpha, spanF1, exactF1].map(within)];
  return [
    `${annotators.join(", ")} · ${traces} traces of ${prompts} prompts, ${steps} steps, each finished by two at least · seed ${seed}, ${resamples} resamples`,
    ...table([["label", "spans", "α over steps", "F1 of spans", "F1 of exact spans"], row(overall), ...labels.map(row)]),
    ...(gamma === null ? [] : [`γ ${within(gamma.gamma)}`]),
    ...(withSuggestions === 0 ? [] : [`${withSuggestions} annotations were made with suggestions in view and are left out.`]),
  ].join("\n");
}

/** The value with its interval, or why there is none. */
function within({ value, low, high, reason }: Estimate): string {
  if (value === null) return reason ?? "undefined";
  return low === null || high === null ? value.toFixed(2) : `${value.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`;
}
