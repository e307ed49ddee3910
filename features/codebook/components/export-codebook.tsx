"use client";
import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Codebook } from "@/core/codebook/codebook";
import { Button } from "@/ui/button";

/** Saves the codebook as a JSON file, as the editor opens it again. */
export function ExportCodebook({ codebook, version }: { readonly codebook: Codebook; readonly version: number }) {
  const t = useTranslations("codebook");
  const save = () => {
    const address = URL.createObjectURL(new Blob([`${JSON.stringify(codebook, null, 2)}\n`], { type: "application/json" }));
    Object.assign(document.createElement("a"), { href: address, download: `${codebook.key}-v${version}.json` }).click();
    URL.revokeObjectURL(address);
  };
  return <Button icon={<Download aria-hidden size={14} />} onClick={save}>{t("exportJson")}</Button>;
}
