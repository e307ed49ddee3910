import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { LanguageChoice } from "@/features/account/components/language-choice";
import { Specimen } from "@/features/account/components/specimen";
import { BrandMark } from "@/ui/brand-mark";

/** The way in: one narrow form, and beside it what the work looks like. */
export default async function EntryLayout({ children }: { readonly children: ReactNode }) {
  const [t, locale] = await Promise.all([getTranslations("account"), getLocale()]);
  return (
    <div className="grid min-h-dvh lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
      <div className="grid grid-rows-[auto_1fr_auto] px-6 py-5 sm:px-12">
        <header className="flex items-center gap-2 font-semibold"><BrandMark />Switchback</header>
        <main id="main" className="w-full max-w-sm self-center justify-self-center py-10">{children}</main>
        <footer><LanguageChoice label={t("language")} locale={locale} /></footer>
      </div>
      <Specimen />
    </div>
  );
}
