import type { ReactNode } from "react";

/** One of several parts of a page of settings: its name and what it is for on the left, the thing itself on the right. */
export function PagePart({ id, title, intro, children }: { readonly id: string; readonly title: string; readonly intro?: string; readonly children: ReactNode }) {
  return (
    <section aria-labelledby={id} className="grid gap-3 border-t border-line pt-5 md:grid-cols-[13rem_minmax(0,1fr)] md:gap-8">
      <div><h2 id={id} className="font-serif text-xl">{title}</h2>{intro && <p className="mt-1 text-s text-pretty text-ink-2">{intro}</p>}</div>
      <div className="min-w-0">{children}</div>
    </section>
  );
}
