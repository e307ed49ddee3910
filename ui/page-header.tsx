import type { ReactNode } from "react";

/** Title of a page, one sentence under it, its actions to the right. */
export function PageHeader({ title, children, actions }: { readonly title: ReactNode; readonly children?: ReactNode; readonly actions?: ReactNode }) {
  return (
    <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 pt-5 pb-4">
      <div className="min-w-0">
        <h1 className="font-serif text-2xl font-medium tracking-[-.012em] text-pretty">{title}</h1>
        {children && <p className="mt-1 max-w-[76ch] text-pretty text-ink-2">{children}</p>}
      </div>
      {actions && <div className="flex flex-wrap items-center gap-2 pt-1">{actions}</div>}
    </header>
  );
}
