/** What became of a span. Colour, silhouette and glyph differ, so that each reads in grey. */
export const SPAN_STATES = ["accepted", "rejected", "agree", "disagree", "incomplete"] as const;
export type SpanState = (typeof SPAN_STATES)[number];

const SHAPES: Readonly<Record<SpanState, { readonly colour: string; readonly shape: React.ReactNode }>> = {
  accepted: { colour: "var(--ok)", shape: <><circle cx="7" cy="7" r="6.2" fill="currentColor" /><path d="m4 7.3 2.2 2.3L10 4.8" fill="none" stroke="var(--paper)" strokeWidth="1.6" /></> },
  rejected: { colour: "var(--bad)", shape: <><rect x="1.4" y="1.4" width="11.2" height="11.2" rx="1.5" fill="currentColor" /><path d="m4.4 4.4 5.2 5.2m0-5.2-5.2 5.2" stroke="var(--paper)" strokeWidth="1.6" /></> },
  agree: { colour: "var(--accent)", shape: <><circle cx="7" cy="7" r="5.5" fill="var(--paper)" stroke="currentColor" strokeWidth="1.3" /><path d="M4.2 5.7h5.6M4.2 8.4h5.6" stroke="currentColor" strokeWidth="1.4" /></> },
  disagree: { colour: "var(--warn)", shape: <><path d="M7 .3 13.7 7 7 13.7.3 7z" fill="currentColor" /><path d="M4.6 5.7h4.8M4.6 8.3h4.8M8.4 3.9 5.6 10.1" stroke="var(--paper)" strokeWidth="1.2" /></> },
  incomplete: { colour: "var(--ink-3)", shape: <><circle cx="7" cy="7" r="5.5" fill="var(--paper)" stroke="currentColor" strokeWidth="1.3" strokeDasharray="2.2 1.6" /><path d="M7 1.5a5.5 5.5 0 0 0 0 11z" fill="currentColor" /></> },
};

/** Beside words that say the same; alone it needs `label`. */
export function StateIcon({ state, size = 14, label }: { readonly state: SpanState; readonly size?: number; readonly label?: string }) {
  const { colour, shape } = SHAPES[state];
  return <svg width={size} height={size} viewBox="0 0 14 14" style={{ color: colour }} className="aj-icon" {...(label ? { role: "img", "aria-label": label } : { "aria-hidden": true })}>{shape}</svg>;
}
