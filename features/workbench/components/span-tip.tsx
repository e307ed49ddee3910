"use client";
import { useLocale, useTranslations } from "next-intl";
import { inLanguage } from "@/core/codebook/localized";
import { LabelMark } from "@/ui/label-mark";
import { attributesShown } from "../commands/answer-attribute";
import { useKeySign } from "./command-key";
import { capitalised, labelOf, useBench, useSession } from "./use-bench";

/** What the spans under the pointer say: label, attributes, note. All that overlap there, the innermost first. Not while they are listed at the caret. */
export function SpanTip({ spans, at, author }: { readonly spans: readonly string[]; readonly at: DOMRect; readonly author: string }) {
  const t = useTranslations("workbench");
  const locale = useLocale();
  const bench = useBench();
  const sign = useKeySign();
  const { annotation, suggestions } = bench.session.state;
  const listed = useSession((state) => state.overlap !== null);
  if (listed) return null;
  const below = at.bottom + 180 < window.innerHeight;
  return (
    <div className="wb-tip" aria-hidden style={{ left: Math.min(at.left, window.innerWidth - 340), ...(below ? { top: at.bottom + 8 } : { bottom: window.innerHeight - at.top + 6 }) }}>
      {spans.map((id) => {
        const span = annotation.spans.get(id) ?? suggestions.get(id);
        const label = span && labelOf(bench, span.label);
        if (!span || !label) return null;
        const answers = attributesShown(bench.session, span).filter(({ key }) => span.attributes[key] !== undefined);
        return (
          <div key={id}>
            <LabelMark name={capitalised(inLanguage(label.name, locale), locale)} tag={label.tag} colour={label.colour} pattern={label.pattern} />
            {span.certainty === "unsure" && <span className="wb-quiet"> · {t("unsure")}</span>}
            {span.provenance.origin !== "suggested" && <span className="wb-quiet"> · {author}</span>}
            {span.provenance.source && <span className="wb-quiet"> · {span.provenance.origin === "suggested" ? t("suggestedBy", { source: span.provenance.source, accept: sign("accept"), reject: sign("reject") }) : span.provenance.source}</span>}
            {answers.length > 0 && <p>{answers.map(({ key, name, values }) => { const value = values.find((choice) => choice.value === span.attributes[key]); return `${inLanguage(name, locale)}: ${value ? inLanguage(value.name, locale) : span.attributes[key]!}`; }).join(" · ")}</p>}
            {span.note !== "" && <p className="wb-tip-note">{span.note}</p>}
          </div>
        );
      })}
    </div>
  );
}
