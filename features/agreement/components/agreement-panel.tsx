import { useTranslations } from "next-intl";
import type { AgreementAnswer } from "../schema";
import type { LabelLook } from "../loaders";
import { AlphaAxis, AlphaDot } from "./alpha-plot";
import { Figure, reasonKey } from "./value";

/** Per label: step α with its interval as the headline, span F1 with exact and character F1 beside it, specific agreement. */
export function AgreementPanel({ panel, labels }: { readonly panel: AgreementAnswer["panel"]; readonly labels: readonly LabelLook[] }) {
  const t = useTranslations("agreement");
  const rows = [...panel.labels, panel.overall];
  return (
    <div className="relative overflow-x-auto" tabIndex={0} role="region" aria-label={t("panel")}>
      <table className="w-full min-w-[880px] border-collapse text-m tabular-nums">
        <thead>
          <tr className="border-b border-line-strong text-left text-s text-ink-2">
            <th className="py-2 pr-4 font-medium">{t("label")}</th>
            <th className="py-2 pr-4 text-right font-medium">{t("spans")}</th>
            <th className="py-2 pr-4 font-medium" colSpan={2}>{t("stepAlpha")}</th>
            <th className="py-2 pr-4 text-right font-medium">{t("spanF1")}</th>
            <th className="py-2 pr-4 text-right font-medium">{t("exactF1")}</th>
            <th className="py-2 pr-4 text-right font-medium">{t("characterF1")}</th>
            <th className="py-2 pr-4 text-right font-medium">{t("positive")}</th>
            <th className="py-2 text-right font-medium">{t("negative")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const look = labels.find(({ key }) => key === row.label);
            return (
              <tr key={row.label ?? ""} className="border-b border-line">
                <th scope="row" className="py-1 pr-4 text-left font-medium whitespace-nowrap">
                  {look ? <span className={`c-${look.colour}`}><b className="mr-2 text-xs text-label">{look.tag}</b>{look.name}</span> : t("anyLabel")}
                </th>
                <td className="py-1 pr-4 text-right">{row.spans}</td>
                <td className="py-1 pr-2"><AlphaDot panel={row} look={look} undefinedText={row.stepAlpha.reason ? t(`reasons.${reasonKey(row.stepAlpha.reason)}`) : ""} /></td>
                <td className="py-1 pr-4 text-right whitespace-nowrap"><Figure estimate={row.stepAlpha} strong /></td>
                <td className="py-1 pr-4 text-right whitespace-nowrap"><Figure estimate={row.spanF1} /></td>
                <td className="py-1 pr-4 text-right"><Figure estimate={row.exactF1} plain /></td>
                <td className="py-1 pr-4 text-right"><Figure estimate={row.characterF1} plain /></td>
                <td className="py-1 pr-4 text-right"><Figure estimate={row.positive} plain /></td>
                <td className="py-1 text-right"><Figure estimate={row.negative} plain /></td>
              </tr>
            );
          })}
          <tr aria-hidden><td colSpan={2} /><td className="pt-1"><AlphaAxis /></td><td colSpan={6} /></tr>
        </tbody>
      </table>
    </div>
  );
}
