"use client";
import { useLocale, useTranslations } from "next-intl";
import { useDeferredValue, useMemo, useState } from "react";
import { compareSpans } from "@/core/annotation/position";
import { inLanguage } from "@/core/codebook/localized";
import { shortened } from "@/core/text/shortened";
import { stepsOf } from "./step-numbers";
import { labelOf, useBench, useSession } from "./use-bench";

const PAGE = 50;

/** All spans as a list in reading order: a way through the work without the pointer, and what a screen reader reads. */
export function SpanList() {
  const t = useTranslations("workbench");
  const locale = useLocale();
  const bench = useBench();
  const spans = useDeferredValue(useSession((state) => state.annotation.spans));
  const selected = useSession((state) => state.selected);
  const [open, setOpen] = useState(false);
  const [shown, setShown] = useState(PAGE);
  const sorted = useMemo(() => (open ? [...spans.values()].sort(compareSpans) : []), [spans, open]);
  return (
    <section className="wb-section" aria-label={t("spans")}>
      <button type="button" className="wb-panel-head wb-fold" aria-expanded={open} onClick={() => setOpen((held) => !held)}><span className="wb-panel-title">{t("spans")}</span><span>{spans.size}</span></button>
      {open && (
        <ol className="wb-span-list">
          {sorted.slice(0, shown).map((span) => {
            const label = labelOf(bench, span.label);
            return (
              <li key={span.id}>
                <button type="button" className={`c-${label?.colour ?? "candidate"}`} aria-current={span.id === selected} onClick={() => bench.view?.goTo(span.id)}>
                  <b aria-hidden>{label?.tag}</b><span className="sr-only">{label ? inLanguage(label.name, locale) : span.label}</span><span className="wb-quiet">{stepsOf(bench.doc, span)}</span><span className="wb-span-quote">{shortened(span.quote)}</span>
                </button>
              </li>
            );
          })}
        </ol>
      )}
      {open && sorted.length > shown && <button type="button" className="wb-link" onClick={() => setShown((count) => count + PAGE)}>{t("showMore", { count: Math.min(PAGE, sorted.length - shown) })}</button>}
    </section>
  );
}
