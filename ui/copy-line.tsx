"use client";
import { Check, Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { IconButton } from "./icon-button";

/** Text to take along, such as a command or a token, with a button that copies it. */
export function CopyLine({ label, text }: { readonly label: string; readonly text: string }) {
  const t = useTranslations("ui");
  const [copied, setCopied] = useState(false);
  return (
    <div className="flex items-start gap-1 rounded-m border border-line bg-sunken py-1 pr-1 pl-3">
      <pre aria-label={label} tabIndex={0} className="mono min-w-0 flex-1 overflow-x-auto py-1 text-s whitespace-pre-wrap break-all">{text}</pre>
      <IconButton label={copied ? t("copied") : t("copy")} icon={copied ? <Check size={15} /> : <Copy size={15} />} onClick={() => { void navigator.clipboard.writeText(text).then(() => setCopied(true), () => setCopied(false)); }} />
    </div>
  );
}
