"use client";
import { Button, type ButtonProps } from "./button";
import { classNames } from "./class-names";
import { useHydrated } from "./use-hydrated";

/** The button that sends its form. It waits until the page listens: before that the browser would send the fields by itself, as part of an address, a password too. */
export function SubmitButton({ disabled = false, className, ...rest }: Omit<ButtonProps, "type">) {
  const hydrated = useHydrated();
  return <Button {...rest} type="submit" disabled={disabled || !hydrated} className={classNames(!hydrated && "opacity-100!", className)} />;
}
