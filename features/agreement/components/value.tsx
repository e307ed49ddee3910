import { useTranslations } from "next-intl";
import type { AgreementAnswer } from "../schema";
import { coefficient } from "./figure";

type Estimate = AgreementAnswer["panel"]["labels"][number]["spanF1"];

/** An estimate with its interval in small print; what is undefined says why, in words. */
export function Figure({ estimate: { value, low, high, reason }, strong = false, plain = false, signed = false }: { readonly estimate: Estimate; readonly strong?: boolean; readonly plain?: boolean; readonly signed?: boolean }) {
  const t = useTranslations("agreement");
  if (value === null) return <span className="text-ink-3" title={reason && t(`reasons.${reasonKey(reason)}`)}>–<span className="sr-only">{reason && t(`reasons.${reasonKey(reason)}`)}</span></span>;
  return (
    <>
      <span className={strong ? "font-semibold" : ""}>{signed && value > 0 ? "+" : ""}{coefficient(value)}</span>
      {!plain && low !== null && high !== null && <span className="ml-1.5 text-xs text-ink-3">{t("interval", { low: coefficient(low), high: coefficient(high) })}</span>}
    </>
  );
}

/** "one category only" → oneCategoryOnly: the key under which a reason is said in words. */
export const reasonKey = (reason: string): string => reason.replace(/ (\w)/g, (_, letter: string) => letter.toUpperCase());
