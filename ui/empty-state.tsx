import type { ReactNode } from "react";

/** A place with nothing in it yet: says so, and what to do next. */
export function EmptyState({ icon, title, children, action }: { readonly icon?: ReactNode; readonly title: string; readonly children?: ReactNode; readonly action?: ReactNode }) {
  return (
    <section className="mx-auto grid max-w-[52ch] justify-items-center gap-3 px-4 py-16 text-center">
      {icon && <div aria-hidden className="text-ink-3">{icon}</div>}
      <h2 className="font-serif text-xl">{title}</h2>
      {children && <div className="text-pretty text-ink-2">{children}</div>}
      {action && <div className="mt-1 flex flex-wrap justify-center gap-2">{action}</div>}
    </section>
  );
}
