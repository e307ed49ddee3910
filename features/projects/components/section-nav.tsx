"use client";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import type { Section } from "../sections";

/** The project's sections that the reader may open; the open one is underlined. */
export function SectionNav({ slug, sections }: { readonly slug: string; readonly sections: readonly Section[] }) {
  const t = useTranslations("shell");
  const path = usePathname();
  return (
    <nav aria-label={t("sections")} className="flex gap-1">
      {sections.map((section) => {
        const href = `/projects/${slug}/${section}`;
        const open = path === href || path.startsWith(`${href}/`);
        return <Link key={section} href={href} aria-current={open ? "page" : undefined} className="-mb-px inline-flex h-11 items-center border-b-2 border-transparent px-2 whitespace-nowrap text-ink-2 hover:text-ink focus-visible:-outline-offset-4 aria-[current=page]:border-accent aria-[current=page]:text-ink">{t(section)}</Link>;
      })}
    </nav>
  );
}
