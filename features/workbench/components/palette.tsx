"use client";
import { useLocale, useTranslations } from "next-intl";
import { shownParts } from "@/core/annotation/shown-parts";
import { inLanguage } from "@/core/codebook/localized";
import { Kbd } from "@/ui/kbd";
import { LabelMark } from "@/ui/label-mark";
import { labelStep } from "../commands/label-step";
import { asksFor, setLabel } from "../commands/label-span";
import { capitalised, useBench, useSelectedSpan, useSession } from "./use-bench";

/** The labels with their digits, always in sight: the legend, and buttons for the mouse. */
export function Palette() {
  const t = useTranslations("workbench");
  const locale = useLocale();
  const bench = useBench();
  const selected = useSelectedSpan();
  const answering = useSession(({ mode }) => mode.kind !== "reading" && mode.kind !== "resizing");
  const { codebook, passes } = bench.session.context;
  return (
    <div className="wb-palette" role="toolbar" aria-label={t("labels")} data-waiting={answering}>
      {shownParts(codebook, passes).labels.map((label) => (
        <button key={label.key} type="button" className={`wb-label c-${label.colour}`} aria-pressed={selected?.label === label.key} disabled={bench.session.readOnly || !asksFor(bench.session.context, label)}
          title={inLanguage(label.definition, locale)}
          // The text keeps its selection and the focus.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => { if (codebook.unit === "span") setLabel(bench.session, bench.doc, label); else labelStep(bench, label); bench.view?.focus(); }}>
          {label.hotkey !== null && <Kbd>{label.hotkey}</Kbd>}
          <LabelMark name={capitalised(inLanguage(label.name, locale), locale)} tag={label.tag} colour={label.colour} pattern={label.pattern} />
        </button>
      ))}
    </div>
  );
}
