"use client";
import { useLocale, useTranslations } from "next-intl";
import { useLayoutEffect, useState } from "react";
import { inLanguage } from "@/core/codebook/localized";
import { shortened } from "@/core/text/shortened";
import { LabelMark } from "@/ui/label-mark";
import { stepsOf } from "./step-numbers";
import { capitalised, labelOf, useBench, useSession } from "./use-bench";

const SIZE = { width: 320, row: 34 };

/** All spans at the caret, where several overlap: a press on one selects it, Space goes to the next. It leaves with the caret. */
export function OverlapList() {
  const t = useTranslations("workbench");
  const locale = useLocale();
  const bench = useBench();
  const { session, view } = bench;
  const ids = useSession((state) => state.overlap);
  const selected = useSession((state) => state.selected);
  const spans = useSession((state) => state.annotation.spans);
  const [at, setAt] = useState<{ readonly left: number; readonly top: number } | null>(null);
  useLayoutEffect(() => {
    const caret = ids ? view?.caret.shown : null;
    if (!caret || !ids) return setAt(null);
    const height = ids.length * SIZE.row + 34;
    setAt({ left: Math.max(8, Math.min(caret.left - 12, window.innerWidth - SIZE.width - 8)), top: caret.bottom + 14 + height < window.innerHeight ? caret.bottom + 14 : Math.max(8, caret.top - 10 - height) });
  }, [ids, view]);
  if (!ids || !at) return null;
  return (
    <div className="wb-overlap appear" role="group" aria-label={t("spansAtCaret", { count: ids.length })} style={{ left: at.left, top: at.top, width: SIZE.width }}>
      <p>{t("spansAtCaret", { count: ids.length })}</p>
      <ul>
        {ids.map((id) => {
          const span = spans.get(id);
          const label = span && labelOf(bench, span.label);
          if (!span || !label) return null;
          return (
            <li key={id}>
              {/* The text keeps the focus, so that keys go on meaning the same. */}
              <button type="button" aria-pressed={id === selected} onPointerDown={(event) => event.preventDefault()} onClick={() => { session.set({ selected: id, mode: { kind: "reading" }, overlap: ids }); view?.focus(); }}>
                <LabelMark name={capitalised(inLanguage(label.name, locale), locale)} tag={label.tag} colour={label.colour} pattern={label.pattern} />
                <span className="wb-quiet">{stepsOf(bench.doc, span)}</span>
                <span className="wb-span-quote">{shortened(span.quote)}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
