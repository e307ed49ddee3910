"use client";
import { useTranslations } from "next-intl";
import { CHECK_KINDS } from "@/core/annotation/finding";
import type { Codebook } from "@/core/codebook/codebook";
import { Checkbox } from "@/ui/checkbox";

/** Which consistency checks refuse a submission; the others only warn, and none ever refuses a save. */
export function BlockingChecks({ draft, onChange }: { readonly draft: Codebook; readonly onChange: (draft: Codebook) => void }) {
  const t = useTranslations("codebook");
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 font-serif text-xl">{t("blocking")}</legend>
      <p className="mb-1 max-w-[72ch] text-s text-ink-2">{t("blockingHint")}</p>
      <div className="grid gap-x-6 gap-y-2 sm:grid-cols-2">
        {CHECK_KINDS.map((kind) => (
          <Checkbox key={kind} label={t(`checks.${kind}`)} checked={draft.blocking.includes(kind)}
            onChange={(event) => onChange({ ...draft, blocking: CHECK_KINDS.filter((one) => (one === kind ? event.currentTarget.checked : draft.blocking.includes(one))) })} />
        ))}
      </div>
    </fieldset>
  );
}
