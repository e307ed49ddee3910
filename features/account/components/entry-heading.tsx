import type { ReactNode } from "react";

/** Title of an entry page with a sentence under it. */
export function EntryHeading({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <header className="mb-6">
      <h1 className="font-serif text-2xl font-medium tracking-[-.012em]">{title}</h1>
      {children && <p className="mt-1.5 text-pretty text-ink-2">{children}</p>}
    </header>
  );
}
