import type { ReactNode } from "react";

/** A key to press. */
export function Kbd({ children }: { readonly children: ReactNode }) {
  return <kbd className="inline-block h-4 min-w-4 rounded-s bg-sunken px-1 text-center font-sans text-xs leading-4 font-medium text-ink-2">{children}</kbd>;
}
