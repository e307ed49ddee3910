"use client";
import { MessageCircleQuestion } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { inLanguage } from "@/core/codebook/localized";
import { codePoint } from "@/core/text/offset";
import type { Bench } from "../bench";
import type { AskedPlace } from "../opening";
import { stepAt } from "./step-numbers";
import { capitalised, useBench } from "./use-bench";

/** What a new codebook version asks about again, place by place, with what was said there before. Nothing for ordinary work. */
export function AskedPanel() {
  const t = useTranslations("workbench");
  const locale = useLocale();
  const bench = useBench();
  const { askedAgain } = bench.opening;
  if (askedAgain.length === 0) return null;
  return (
    <section className="wb-section" aria-label={t("askedAgain")}>
      <div className="wb-panel-head"><h2 className="wb-panel-title">{t("askedAgain")}</h2><span>{t("askedPlaces", { count: askedAgain.length })}</span></div>
      <p className="wb-hint">{t("askedAgainHint", { version: bench.opening.codebookVersion })}</p>
      <ul className="wb-checks wb-asked-again">
        {askedAgain.map(({ place, said }, index) => {
          const step = place ? stepAt(bench.doc, { field: place.field, start: codePoint(place.start) }) : null;
          return (
            <li key={index}>
              <MessageCircleQuestion aria-hidden size={15} />
              <span>{t("saidBefore", { said: said.map((name, at) => (at === 0 ? capitalised(inLanguage(name, locale), locale) : inLanguage(name, locale))).join(" · "), place: step === null ? (place ? t(`field.${place.field}`) : "") : t("inStep", { step }) })}</span>
              <button type="button" className="wb-link" onClick={() => showAsked(bench, place)}>{t("go")}</button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** Selects what was marked there before, so that a digit labels it anew. */
function showAsked({ session, view, page }: Bench, place: AskedPlace["place"]): void {
  if (!place) return page.focusQuestions();
  const [start, end] = [codePoint(place.start), codePoint(place.end)];
  session.set({ cursor: { field: place.field, anchor: start, focus: end }, selected: null, mode: { kind: "reading" } });
  view?.reveal(place.field, start);
  view?.focus();
}
