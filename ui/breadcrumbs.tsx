import { ChevronRight } from "lucide-react";
import Link from "next/link";

export interface Crumb {
  readonly name: string;
  readonly href?: string;
}

/** Where a page stands; the last crumb is the page itself. */
export function Breadcrumbs({ label, crumbs }: { readonly label: string; readonly crumbs: readonly Crumb[] }) {
  return (
    <nav aria-label={label} className="pt-4 text-s">
      <ol className="flex flex-wrap items-center gap-1 text-ink-2">
        {crumbs.map((crumb, index) => (
          <li key={crumb.name} className="inline-flex min-w-0 items-center gap-1">
            {index > 0 && <ChevronRight aria-hidden size={12} className="text-ink-3" />}
            {crumb.href ? <Link href={crumb.href} className="hover:text-ink hover:underline">{crumb.name}</Link> : <span aria-current="page" className="truncate">{crumb.name}</span>}
          </li>
        ))}
      </ol>
    </nav>
  );
}
