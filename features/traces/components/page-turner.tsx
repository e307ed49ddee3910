"use client";
import { ArrowRight, ChevronsLeft } from "lucide-react";
import Link from "next/link";
import { usePathname, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { buttonLook } from "@/ui/button-look";

/** Below a page of the listing: on to the next one, or back to the first. */
export function PageTurner({ next, size, shown }: { readonly next: string | null; readonly size: number; readonly shown: number }) {
  const t = useTranslations("traces");
  const path = usePathname();
  const search = useSearchParams();
  const to = (cursor: string | null) => {
    const params = new URLSearchParams(search);
    if (cursor === null) params.delete("cursor"); else params.set("cursor", cursor);
    return params.size === 0 ? path : `${path}?${params}`;
  };
  if (next === null && !search.has("cursor")) return null;
  return (
    <nav className="flex items-center justify-end gap-2 py-4">
      <p className="mr-auto text-s text-ink-2">{t("onThisPage", { count: shown })}</p>
      {search.has("cursor") && <Link href={to(null)} className={buttonLook("quiet")}><ChevronsLeft aria-hidden size={14} />{t("firstPage")}</Link>}
      {next !== null && <Link href={to(next)} className={buttonLook("quiet")}>{t("nextPage", { count: size })}<ArrowRight aria-hidden size={14} /></Link>}
    </nav>
  );
}
