import type { ButtonHTMLAttributes, ReactNode } from "react";
import { type ButtonSize, type ButtonTone, buttonLook } from "./button-look";
import { classNames } from "./class-names";

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly tone?: ButtonTone;
  readonly size?: ButtonSize;
  readonly icon?: ReactNode;
  /** Work is under way: the button keeps its width and focus, and presses do nothing. */
  readonly pending?: boolean;
}

/** A native button; its word is a verb. */
export function Button({ tone, size, icon, pending = false, className, children, type = "button", onClick, ...rest }: ButtonProps) {
  return (
    <button {...rest} type={type} aria-disabled={pending || undefined} aria-busy={pending || undefined} className={classNames(buttonLook(tone, size), "relative", className)}
      onClick={(event) => { if (pending) event.preventDefault(); else onClick?.(event); }}>
      {icon}
      {children}
      {pending && <span aria-hidden className="late absolute inset-x-2 bottom-0.5 h-0.5 overflow-hidden rounded-full"><span className="block h-full w-1/3 animate-pulse bg-current" /></span>}
    </button>
  );
}
