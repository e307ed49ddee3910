import type { ReactNode } from "react";

/** A place with nothing in it yet: says so, and what to do next. `within` a page that has a title of its own, else it is the page. */
export function EmptyState({ icon, title, children, action, within = false }: { readonly icon?: ReactNode; readonly title: string; readonly children?: ReactNode; readonly action?: ReactNode; readonly within?: boolean }) {
  const Heading = within ? "h2" : "h1";
  return (
    <section className="mx-auto grid max-w-[52ch] justify-items-center gap-3 px-4 py-16 text-center">
      {icon && <div aria-hidden className="text-ink-3">{icon}</div>}
      <Heading className="font-serif text-xl">{title}</Heading>
      {children && <div className="text-pretty text-ink-2">{children}</div>}
      {action && <div className="mt-1 flex flex-wrap justify-center gap-2">{action}</div>}
    </section>
  );
}
