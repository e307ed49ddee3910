import Link from "next/link";
import type { ReactNode } from "react";
import { BrandMark } from "./brand-mark";

/** The 44 px bar: mark and place on the left, sections, the reader's own things on the right. */
export function AppHeader({ home, homeLabel, skipLabel, place, nav, own }: { readonly home: string; readonly homeLabel: string; readonly skipLabel: string; readonly place: ReactNode; readonly nav?: ReactNode; readonly own: ReactNode }) {
  return (
    <header className="print:hidden sticky top-0 z-30 flex min-h-11 flex-wrap items-center gap-x-3 border-b border-line bg-paper px-4 sm:h-11 sm:flex-nowrap">
      <a href="#main" className="sr-only focus:not-sr-only focus:absolute focus:top-1.5 focus:left-3 focus:z-10 focus:rounded-m focus:bg-paper focus:px-3 focus:py-1.5">{skipLabel}</a>
      <Link href={home} aria-label={homeLabel} className="inline-flex shrink-0 items-center rounded-s"><BrandMark /></Link>
      {place}
      <div className="flex min-w-0 flex-1 overflow-hidden max-sm:order-last max-sm:basis-full">{nav}</div>
      <div className="inline-flex items-center gap-3 max-sm:ml-auto">{own}</div>
    </header>
  );
}
