"use client";
import { CircleCheck, MessageCircleQuestion } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { inLanguage } from "@/core/codebook/localized";
import { codePoint } from "@/core/text/offset";
import type { Bench } from "../bench";
import type { AskedPlace } from "../opening";
import { stepAt } from "./step-numbers";
import { capitalised, useBench } from "./use-bench";

/** What a new codebook version asks about again, place by place, with what was said there before; those that were gone to are ticked. Nothing for ordinary work. */
export function AskedPanel() {
  const t = useTranslations("workbench");
  const locale = useLocale();
  const bench = useBench();
  const [gone, setGone] = useState<ReadonlySet<number>>(new Set());
  const { askedAgain } = bench.opening;
  if (askedAgain.length === 0) return null;
  return (
    <section className="wb-section" aria-label={t("askedAgain")}>
      <div className="wb-panel-head"><h2 className="wb-panel-title">{t("askedAgain")}</h2><span>{gone.size > 0 ? t("askedGone", { gone: gone.size, count: askedAgain.length }) : t("askedPlaces", { count: askedAgain.length })}</span></div>
      <p className="wb-hint">{t("askedAgainHint", { version: bench.opening.codebookVersion })}</p>
      <ul className="wb-checks wb-asked-again">
        {askedAgain.map(({ place, said }, index) => {
          const step = place ? stepAt(bench.doc, { field: place.field, start: codePoint(place.start) }) : null;
          return (
            <li key={index} data-gone={gone.has(index)}>
              {gone.has(index) ? <CircleCheck aria-label={t("askedSeen")} size={15} /> : <MessageCircleQuestion aria-hidden size={15} />}
              <div>
                <p><b>{said.map((name, at) => (at === 0 ? capitalised(inLanguage(name, locale), locale) : inLanguage(name, locale))).join(" · ")}</b> <small>{step === null ? (place ? t(`inField.${place.field}`) : "") : t("inStep", { step })}</small></p>
                {place && <q>{place.quote}</q>}
              </div>
              <button type="button" className="wb-link" onClick={() => { setGone(new Set([...gone, index])); showAsked(bench, place); }}>{t("go")}</button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** Selects the span that is asked about where it stands still, else its text, so that a digit labels it anew. */
function showAsked({ session, view, page }: Bench, place: AskedPlace["place"]): void {
  if (!place) return page.focusQuestions();
  const [start, end] = [codePoint(place.start), codePoint(place.end)];
  const span = [...session.state.annotation.spans.values()].find((one) => one.field === place.field && one.start === start && one.end === end);
  if (span) return void view?.goTo(span.id);
  session.set({ cursor: { field: place.field, anchor: start, focus: end }, selected: null, mode: { kind: "reading" } });
  view?.reveal(place.field, start);
  view?.focus();
}
