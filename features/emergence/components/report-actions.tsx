"use client";
import { Download, Printer } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/ui/button";
import { saveText } from "./save-figure";

/** Print the report, or keep it as Markdown. */
export function ReportActions({ markdown }: { readonly markdown: string }) {
  const t = useTranslations("emergence");
  return (
    <div className="flex gap-2 print:hidden">
      <Button icon={<Printer aria-hidden size={14} />} onClick={() => window.print()}>{t("report.print")}</Button>
      <Button icon={<Download aria-hidden size={14} />} onClick={() => saveText(markdown, "emergence.md", "text/markdown;charset=utf-8")}>{t("report.markdown")}</Button>
    </div>
  );
}
