import type { ReactNode } from "react";
import { classNames } from "./class-names";

export type BadgeTone = "neutral" | "accent" | "ok" | "warn" | "bad";
const tones: Readonly<Record<BadgeTone, string>> = {
  neutral: "bg-sunken text-ink-2", accent: "bg-accent-soft text-ink", ok: "bg-ok-soft text-ok", warn: "bg-warn-soft text-warn", bad: "bg-bad-soft text-bad",
};

/** A state in one word; the word carries it, the tone only helps. */
export function Badge({ tone = "neutral", icon, children }: { readonly tone?: BadgeTone; readonly icon?: ReactNode; readonly children: ReactNode }) {
  return <span className={classNames("inline-flex h-5 items-center gap-1 rounded-s px-1.5 text-xs font-[550] whitespace-nowrap", tones[tone])}>{icon}{children}</span>;
}
