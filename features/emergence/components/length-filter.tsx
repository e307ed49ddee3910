"use client";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { Button } from "@/ui/button";

/** Only traces whose chain of thought has so many characters; Enter or the button takes it over, an empty field is no limit. */
export function LengthFilter({ least, most }: { readonly least: number | undefined; readonly most: number | undefined }) {
  const t = useTranslations("emergence.filter");
  const router = useRouter();
  const path = usePathname();
  const search = useSearchParams();
  const take = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const said = new FormData(event.currentTarget);
    const next = new URLSearchParams(search);
    for (const name of ["minLength", "maxLength"]) {
      const value = String(said.get(name) ?? "");
      if (/^\d{1,9}$/.test(value)) next.set(name, value);
      else next.delete(name);
    }
    router.replace(`${path}?${next}`, { scroll: false });
  };
  const look = "h-7 w-20 rounded-m border border-field-line bg-paper px-2 text-s tabular-nums";
  return (
    <form onSubmit={take} aria-label={t("length")} className="flex items-center gap-1.5">
      <span aria-hidden className="text-ink-2">{t("length")}</span>
      <input name="minLength" inputMode="numeric" pattern="[0-9]{0,9}" aria-label={t("minLength")} placeholder="0" defaultValue={least} key={`min ${least}`} className={look} />
      <span aria-hidden>–</span>
      <input name="maxLength" inputMode="numeric" pattern="[0-9]{0,9}" aria-label={t("maxLength")} placeholder="∞" defaultValue={most} key={`max ${most}`} className={look} />
      <Button size="s" tone="quiet" type="submit">{t("apply")}</Button>
    </form>
  );
}
