"use client";
import dynamic from "next/dynamic";
import { useLocale, useTranslations } from "next-intl";
import { inLanguage } from "@/core/codebook/localized";
import { useBench } from "./use-bench";

/** Markdown and maths are loaded when the guidelines are opened, not with the page. */
const Markdown = dynamic(() => import("@/ui/markdown").then(({ Markdown: loaded }) => loaded));

/** The codebook's guidelines, and what may be known of the trace. They scroll by themselves: what is asked about the selected span stays in sight below. */
export function GuidelinesPanel() {
  const t = useTranslations("workbench");
  const locale = useLocale();
  const { opening } = useBench();
  return (
    <section className="wb-section wb-guidelines" tabIndex={0} aria-label={t("guidelines")}>
      {opening.trace.facts.length > 0 && <dl className="wb-facts">{opening.trace.facts.map(({ name, value }) => <div key={name}><dt>{t(`fact.${name}`)}</dt><dd>{value}</dd></div>)}</dl>}
      <h2 className="wb-panel-title">{inLanguage(opening.codebook.title, locale)} <small>{t("version", { version: opening.codebookVersion })}</small></h2>
      {opening.newerCodebook !== null && <p className="wb-hint">{t("newerCodebook", { version: opening.codebookVersion, newer: opening.newerCodebook })}</p>}
      <Markdown text={inLanguage(opening.codebook.guidelines, locale)} />
    </section>
  );
}
