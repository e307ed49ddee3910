import { useTranslations } from "next-intl";
import type { LabelLook } from "../loaders";
import type { AgreementAnswer } from "../schema";
import { LabelName } from "./label-name";
import { Figure } from "./value";

/** Step α of each label at each checkpoint, and how it differs from the first one. Bold: the difference holds after adjustment. */
export function CheckpointTable({ checkpoints, labels }: { readonly checkpoints: AgreementAnswer["checkpoints"]; readonly labels: readonly LabelLook[] }) {
  const t = useTranslations("agreement");
  const [reference] = checkpoints;
  if (!reference) return null;
  const differing = checkpoints.flatMap(({ checkpoint, rows }) => rows.flatMap(({ label, difference }) => (difference && difference.adjusted !== null && difference.adjusted <= 0.05 ? [`${labels.find(({ key }) => key === label)?.name ?? t("anyLabel")}, ${checkpoint}`] : [])));
  const head = "px-3 pb-1 text-left font-medium";
  return (
    <section>
      <h2 className="mt-10 mb-1 font-serif text-xl">{t("byCheckpoint")}</h2>
      <p className="mb-3 max-w-[100ch] text-s text-pretty text-ink-2">{t("checkpointFinding", { n: differing.length, where: differing.join("; "), reference: reference.checkpoint })}</p>
      <div className="relative overflow-x-auto" tabIndex={0} role="region" aria-label={t("byCheckpoint")}>
        <table className="border-collapse text-m tabular-nums">
          <thead>
            <tr className="text-s text-ink-2"><th className="pr-6 pb-1 text-left font-medium">{t("label")}</th>{checkpoints.map(({ checkpoint, traces }) => <th key={checkpoint} colSpan={checkpoint === reference.checkpoint ? 1 : 2} scope="colgroup" className="border-l border-line px-3 pb-1 text-left font-medium first:border-l-0"><span className="text-ink">{checkpoint}</span> <span className="text-xs">n {traces}</span></th>)}</tr>
            <tr className="border-b border-line-strong text-s text-ink-2"><td />{checkpoints.map(({ checkpoint }, at) => [<th key={checkpoint} className={`${head} border-l border-line`}>{t("alpha")}</th>, ...(at > 0 ? [<th key={`${checkpoint} Δ`} className={head}>{t("difference")}</th>] : [])])}</tr>
          </thead>
          <tbody>
            {reference.rows.map(({ label }, row) => (
              <tr key={label ?? ""} className="border-b border-line">
                <th scope="row" className="py-1 pr-6 text-left font-medium whitespace-nowrap"><LabelName label={label} labels={labels} /></th>
                {checkpoints.map(({ checkpoint, rows }, at) => {
                  const { stepAlpha, difference } = rows[row]!;
                  return [
                    <td key={checkpoint} className="border-l border-line px-3 whitespace-nowrap"><Figure estimate={stepAlpha} /></td>,
                    ...(at > 0 && difference ? [<td key={`${checkpoint} Δ`} className="px-3 whitespace-nowrap"><Figure estimate={difference} plain signed strong={difference.adjusted !== null && difference.adjusted <= 0.05} />{difference.adjusted !== null && <span className="ml-1.5 text-xs text-ink-3">{t("pValue", { p: difference.adjusted })}</span>}</td>] : []),
                  ];
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
