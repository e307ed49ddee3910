"use client";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { inLanguage } from "@/core/codebook/localized";
import type { Markdown } from "@/ui/markdown";
import { whenLoaded } from "../late-part";
import type { WorkbenchSession } from "../session";
import { useBench } from "./use-bench";

/** The codebook's guidelines, and what may be known of the trace. They scroll by themselves: what is asked about the selected span stays in sight below. */
export function GuidelinesPanel() {
  const t = useTranslations("workbench");
  const locale = useLocale();
  const { opening, session } = useBench();
  return (
    <section className="wb-section wb-guidelines" tabIndex={0} aria-label={t("guidelines")}>
      {opening.trace.facts.length > 0 && <dl className="wb-facts">{opening.trace.facts.map(({ name, value }) => <div key={name}><dt>{t(`fact.${name}`)}</dt><dd>{value}</dd></div>)}</dl>}
      <h2 className="wb-panel-title">{inLanguage(opening.codebook.title, locale)} <small>{t("version", { version: opening.codebookVersion })}</small></h2>
      {opening.newerCodebook !== null && <p className="wb-hint">{t("newerCodebook", { version: opening.codebookVersion, newer: opening.newerCodebook })}</p>}
      <Guidelines text={inLanguage(opening.codebook.guidelines, locale)} session={session} />
    </section>
  );
}

/** Markdown and maths are loaded when the guidelines are opened, not with the page; where they cannot be had, the source is shown. */
function Guidelines({ text, session }: { readonly text: string; readonly session: WorkbenchSession }) {
  const [Drawn, setDrawn] = useState<typeof Markdown | "source" | null>(null);
  useEffect(() => {
    let current = true;
    void whenLoaded(session, () => import("@/ui/markdown"), (part) => { if (current) setDrawn(() => part.Markdown); }, () => { if (current) setDrawn("source"); });
    return () => { current = false; };
  }, [session]);
  if (Drawn === "source") return <p className="whitespace-pre-wrap">{text}</p>;
  return Drawn && <Drawn text={text} />;
}
