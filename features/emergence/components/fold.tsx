import type { ReactNode } from "react";

/** A part of the page under its title: folded where it is one of many, open on paper. */
export function Fold({ title, open = false, children }: { readonly title: string; readonly open?: boolean; readonly children: ReactNode }) {
  if (open) return <section className="mt-7 border-t border-line-strong pt-5"><h2 className="font-serif text-xl font-medium">{title}</h2>{children}</section>;
  return <details className="mt-7 border-t border-line-strong pt-5"><summary className="font-serif text-xl font-medium">{title}</summary>{children}</details>;
}
