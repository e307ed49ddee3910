"use client";
import { ChevronDown } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { classNames } from "@/ui/class-names";
import { Menu, MenuItem } from "@/ui/menu";
import { useFitting } from "@/ui/use-fitting";
import type { Section } from "../sections";

const look = "-mb-px h-11 items-center border-b-2 border-transparent px-2 whitespace-nowrap text-ink-2 hover:text-ink focus-visible:-outline-offset-4 aria-[current=page]:border-accent aria-[current=page]:text-ink";
const MORE = 130; // pixels: the button may carry the name of the open section

/** The project's sections that the reader may open; the open one is underlined. What a narrow window has no room for stands behind one button. */
export function SectionNav({ slug, sections }: { readonly slug: string; readonly sections: readonly Section[] }) {
  const t = useTranslations("shell");
  const path = usePathname();
  const row = useRef<HTMLElement>(null);
  const fitting = useFitting(row, sections.length, MORE);
  const href = (section: Section) => `/projects/${slug}/${section}`;
  const isOpen = (section: Section) => path === href(section) || path.startsWith(`${href(section)}/`);
  const rest = sections.slice(fitting);
  const open = rest.find(isOpen);
  return (
    <nav ref={row} aria-label={t("sections")} className="flex w-full gap-1">
      {sections.map((section, at) => <Link key={section} href={href(section)} aria-current={isOpen(section) ? "page" : undefined} className={classNames(look, at < fitting ? "inline-flex" : "hidden")}>{t(section)}</Link>)}
      {rest.length > 0 && (
        <Menu label={open ? t("moreOpen", { section: t(open) }) : undefined} triggerClassName={classNames("-mb-px h-11! rounded-none! border-0 border-b-2! px-2! font-normal", open && "border-accent! text-ink!")} trigger={<>{t(open ?? "more")}<ChevronDown aria-hidden size={13} /></>}>
          {rest.map((section) => <MenuItem key={section} id={section} href={href(section)}>{t(section)}</MenuItem>)}
        </Menu>
      )}
    </nav>
  );
}
