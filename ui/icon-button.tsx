import type { ButtonHTMLAttributes, ReactNode } from "react";
import { classNames } from "./class-names";

export interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, "aria-label" | "children"> {
  /** Says what the button does; read aloud and shown on hover. */
  readonly label: string;
  readonly icon: ReactNode;
  /** For a button that holds a state. */
  readonly pressed?: boolean;
}

/** A button with an icon and a spoken name. */
export function IconButton({ label, icon, pressed, className, type = "button", ...rest }: IconButtonProps) {
  return (
    <button {...rest} type={type} aria-label={label} title={label} aria-pressed={pressed}
      className={classNames("inline-flex size-7 shrink-0 items-center justify-center rounded-m text-ink-2 transition-colors hover:bg-sunken hover:text-ink disabled:opacity-40 aria-pressed:bg-accent-soft aria-pressed:text-ink", className)}>
      {icon}
    </button>
  );
}
