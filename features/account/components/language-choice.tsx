"use client";
import { useRouter } from "next/navigation";
import { rememberChoice } from "@/ui/theme";

const LANGUAGES = [["en", "English"], ["zh", "中文"]] as const;

/** Language before there is an account: kept in this browser. */
export function LanguageChoice({ label, locale }: { readonly label: string; readonly locale: string }) {
  const router = useRouter();
  return (
    <div role="group" aria-label={label} className="flex gap-1 text-s">
      {LANGUAGES.map(([value, name]) => (
        <button key={value} type="button" lang={value} aria-pressed={value === locale} onClick={() => { rememberChoice("locale", value); router.refresh(); }}
          className="rounded-s px-1.5 py-1 text-ink-2 hover:text-ink aria-pressed:font-[550] aria-pressed:text-ink">{name}</button>
      ))}
    </div>
  );
}
