import { useTranslations } from "next-intl";
import type { AgreementAnswer } from "../schema";
import type { LabelLook } from "../loaders";
import { ConfusionTable } from "./confusion-table";
import { LabelName } from "./label-name";
import { OffsetHistogram } from "./offset-histogram";
import { Figure, reasonKey } from "./value";

/** What the annotators disagree about: labels, boundaries, attributes, relations. */
export function Disagreements({ confusion, labels, relationNames }: { readonly confusion: AgreementAnswer["confusion"]; readonly labels: readonly LabelLook[]; readonly relationNames: ReadonlyMap<string, string> }) {
  const t = useTranslations("agreement");
  const attributes = Object.entries(confusion.attributes).flatMap(([label, byAttribute]) => Object.entries(byAttribute).map(([attribute, alpha]) => ({ label, attribute, ...alpha })));
  const relations = Object.entries(confusion.relations);
  const heading = "mt-10 mb-3 font-serif text-xl";
  return (
    <div className="pb-16">
      <h2 className={heading}>{t("disagreements")}</h2>
      <p className="mb-4 text-s text-ink-2">{t("matchedBy")}</p>
      <div className="flex flex-wrap gap-x-12 gap-y-8">{confusion.pairs.map((pair) => <ConfusionTable key={`${pair.first} ${pair.second}`} pair={pair} labels={labels} />)}</div>
      <h2 className={heading}>{t("boundaries")}</h2>
      <div className="flex flex-wrap gap-x-12 gap-y-6"><OffsetHistogram offsets={confusion.startOffsets} title={t("starts")} /><OffsetHistogram offsets={confusion.endOffsets} title={t("ends")} /></div>
      <div className="flex flex-wrap items-start gap-x-16">
        {attributes.length > 0 && (
          <section>
            <h2 className={heading}>{t("attributes")}</h2>
            <table className="text-m tabular-nums">
              <thead><tr className="border-b border-line-strong text-left text-s text-ink-2"><th className="pr-6 pb-1 font-medium">{t("attribute")}</th><th className="pr-6 pb-1 text-right font-medium">{t("pairs")}</th><th className="pb-1 text-right font-medium">{t("alpha")}</th></tr></thead>
              <tbody>{attributes.map(({ label, attribute, n, alpha, low, high, reason }) => (
                <tr key={`${label} ${attribute}`} className="border-b border-line"><th scope="row" className="py-1 pr-6 text-left font-normal"><LabelName label={label} labels={labels} />, {labels.find(({ key }) => key === label)?.attributes.get(attribute) ?? attribute}</th><td className="pr-6 text-right">{n}</td><td className="text-right whitespace-nowrap">{alpha === null ? <span className="text-s text-ink-3 italic">{reason && t(`reasons.${reasonKey(reason)}`)}</span> : <Figure estimate={{ value: alpha, low, high }} />}</td></tr>
              ))}</tbody>
            </table>
          </section>
        )}
        {relations.length > 0 && (
          <section>
            <h2 className={heading}>{t("relations")}</h2>
            <table className="text-m tabular-nums">
              <thead><tr className="border-b border-line-strong text-left text-s text-ink-2"><th className="pr-6 pb-1 font-medium">{t("relation")}</th><th className="pr-6 pb-1 text-right font-medium">{t("both")}</th><th className="pr-6 pb-1 text-right font-medium">{t("one")}</th><th className="pb-1 text-right font-medium">{t("f1")}</th></tr></thead>
              <tbody>{relations.map(([type, { tp, fp, fn, f1, low, high }]) => (
                <tr key={type} className="border-b border-line"><th scope="row" className="py-1 pr-6 text-left font-normal">{relationNames.get(type) ?? type}</th><td className="pr-6 text-right">{tp}</td><td className="pr-6 text-right">{fp + fn}</td><td className="text-right whitespace-nowrap"><Figure estimate={{ value: f1, low, high }} /></td></tr>
              ))}</tbody>
            </table>
          </section>
        )}
      </div>
    </div>
  );
}
