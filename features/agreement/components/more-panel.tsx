import { useTranslations } from "next-intl";
import { buttonLook } from "@/ui/button-look";
import type { LabelLook } from "../loaders";
import type { AgreementAnswer } from "../schema";
import { LabelName } from "./label-name";
import { Figure } from "./value";

/** What stands behind the headline: αU, boundary similarity, the spread over pairs, places where nobody marked anything; γ on request. */
export function MorePanel({ answer, labels, gammaHref }: { readonly answer: AgreementAnswer; readonly labels: readonly LabelLook[]; readonly gammaHref: string }) {
  const t = useTranslations("agreement");
  const head = "py-2 pr-6 text-right font-medium";
  const panels = [...answer.panel.labels, answer.panel.overall];
  return (
    <details className="mt-6" open={answer.gamma !== null}>
      <summary className="w-fit cursor-pointer font-serif text-xl">{t("more")}</summary>
      <p className="mt-2 mb-3 max-w-[100ch] text-s text-pretty text-ink-2">{t("moreSays")}</p>
      <div className="relative overflow-x-auto" tabIndex={0} role="region" aria-label={t("more")}>
        <table className="border-collapse text-m tabular-nums">
          <thead><tr className="border-b border-line-strong text-s text-ink-2"><th className="py-2 pr-6 text-left font-medium">{t("label")}</th><th className={head}>αU</th><th className={head}>{t("boundarySimilarity")}</th><th className={head}>{t("spread")}</th><th className={head}>{t("bothEmpty")}</th></tr></thead>
          <tbody>
            {panels.map(({ label, spread, bothEmpty }) => {
              const units = answer.units.find((one) => one.label === label);
              return (
                <tr key={label ?? ""} className="border-b border-line">
                  <th scope="row" className="py-1 pr-6 text-left font-medium whitespace-nowrap"><LabelName label={label} labels={labels} /></th>
                  <td className="pr-6 text-right whitespace-nowrap">{units && <Figure estimate={units.alphaU} />}</td>
                  <td className="pr-6 text-right whitespace-nowrap">{units && <Figure estimate={units.boundarySimilarity} />}</td>
                  <td className="pr-6 text-right">{spread === null ? <span className="text-s text-ink-3 italic">{t("onePair")}</span> : <Figure estimate={{ value: spread, low: null, high: null }} />}</td>
                  <td className="pr-6 text-right">{bothEmpty}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {answer.gamma
        ? <p className="mt-4 tabular-nums"><b className="font-semibold">γ</b> <Figure estimate={answer.gamma.gamma} strong /> <span className="text-s text-ink-2">{t("gammaBasis", { n: answer.gamma.continua, approximate: answer.gamma.approximate })}</span></p>
        : <p className="mt-4 flex flex-wrap items-center gap-3"><a href={gammaHref} className={buttonLook("quiet")}>{t("computeGamma")}</a><span className="text-s text-ink-2">{t("gammaHint")}</span></p>}
    </details>
  );
}
