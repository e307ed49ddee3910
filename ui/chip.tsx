import type { ButtonHTMLAttributes, ReactNode } from "react";
import { X } from "lucide-react";
import { classNames } from "./class-names";

/** A small toggle: an attribute's value, a filter's choice. */
export function Chip({ pressed, children, className, type = "button", ...rest }: { readonly pressed?: boolean; readonly children: ReactNode } & ButtonHTMLAttributes<HTMLButtonElement>) {
  return (
    <button {...rest} type={type} aria-pressed={pressed} className={classNames("inline-flex h-6.5 items-center gap-1.5 rounded-m border border-line-strong bg-paper px-2 text-s whitespace-nowrap hover:bg-sunken aria-pressed:border-accent aria-pressed:bg-accent-soft", className)}>
      {children}
    </button>
  );
}

/** Something chosen that can be taken out again. */
export function RemovableChip({ children, removeLabel, onRemove }: { readonly children: ReactNode; readonly removeLabel: string; readonly onRemove: () => void }) {
  return (
    <span className="inline-flex h-6.5 items-center gap-1 rounded-m border border-accent bg-accent-soft pr-0.5 pl-2 text-s">
      {children}
      <button type="button" aria-label={removeLabel} title={removeLabel} onClick={onRemove} className="inline-flex size-5 items-center justify-center rounded-s text-ink-2 hover:bg-[color-mix(in_srgb,var(--accent)_16%,transparent)] hover:text-ink"><X aria-hidden size={12} /></button>
    </span>
  );
}
