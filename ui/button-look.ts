import { classNames } from "./class-names";

/** primary: the one filled button of a page · quiet: outlined · plain: no edge · danger: outlined, for what takes something away */
export type ButtonTone = "primary" | "quiet" | "plain" | "danger";
export type ButtonSize = "s" | "m";

const tones: Readonly<Record<ButtonTone, string>> = {
  primary: "bg-accent text-accent-ink border-transparent font-[550] hover:bg-[color-mix(in_srgb,var(--accent)_88%,var(--ink))]",
  quiet: "bg-paper text-ink border-line-strong hover:bg-sunken",
  plain: "bg-transparent text-ink-2 border-transparent hover:bg-sunken hover:text-ink",
  danger: "bg-paper text-bad border-line-strong hover:bg-bad-soft",
};
const sizes: Readonly<Record<ButtonSize, string>> = { s: "h-6 px-2 text-s gap-1", m: "h-7 px-3 text-m gap-1.5" };

/** Classes of a button, for elements that must look like one (links, menu triggers, file labels). */
export const buttonLook = (tone: ButtonTone = "quiet", size: ButtonSize = "m"): string =>
  classNames("inline-flex shrink-0 items-center justify-center rounded-m border whitespace-nowrap no-underline select-none transition-colors disabled:opacity-50 aria-disabled:opacity-50", tones[tone], sizes[size]);
