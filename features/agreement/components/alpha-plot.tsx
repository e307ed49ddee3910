import type { LabelLook } from "../loaders";
import type { AgreementAnswer } from "../schema";

type LabelPanel = AgreementAnswer["panel"]["labels"][number];

/** Krippendorff's threshold for tentative conclusions: a label whose interval reaches below it is drawn hollow. */
const THRESHOLD = 0.667;
const [WIDTH, ROW] = [260, 28];
const place = (value: number): number => 8 + ((Math.max(-0.2, Math.min(1, value)) + 0.2) / 1.2) * (WIDTH - 16);

/** One row of the panel's plot: step α as a dot with its interval; what is undefined is words. */
export function AlphaDot({ panel, look, undefinedText }: { readonly panel: LabelPanel; readonly look: LabelLook | undefined; readonly undefinedText: string }) {
  const { value, low, high } = panel.stepAlpha;
  if (value === null) return <span className="text-s text-ink-3 italic">{undefinedText}</span>;
  const hollow = low === null || low < THRESHOLD;
  return (
    <svg width={WIDTH} height={ROW} viewBox={`0 0 ${WIDTH} ${ROW}`} aria-hidden className={`c-${look?.colour ?? "candidate"} text-label block max-w-full`}>
      {[0, 0.2, 0.4, 0.6, 0.8, 1].map((tick) => <line key={tick} x1={place(tick)} x2={place(tick)} y1={0} y2={ROW} stroke="var(--line)" />)}
      <line x1={place(THRESHOLD)} x2={place(THRESHOLD)} y1={0} y2={ROW} stroke="var(--ink-3)" strokeDasharray="3 3" />
      {low !== null && high !== null && <path d={`M${place(low)} ${ROW / 2 - 4}v8M${place(low)} ${ROW / 2}H${place(high)}M${place(high)} ${ROW / 2 - 4}v8`} stroke="currentColor" strokeWidth={1.5} fill="none" />}
      <circle cx={place(value)} cy={ROW / 2} r={4.5} fill={hollow ? "var(--paper)" : "currentColor"} stroke="currentColor" strokeWidth={1.5} />
    </svg>
  );
}

/** The axis under the rows. */
export function AlphaAxis() {
  return (
    <svg width={WIDTH} height={16} viewBox={`0 0 ${WIDTH} 16`} aria-hidden className="block max-w-full text-ink-3">
      {[0, 0.2, 0.4, 0.6, 0.8, 1].map((tick) => <text key={tick} x={place(tick)} y={11} textAnchor="middle" fontSize={10} fill="currentColor">{tick === 0 || tick === 1 ? tick : String(tick).slice(1)}</text>)}
    </svg>
  );
}
