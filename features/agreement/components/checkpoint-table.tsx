"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { type Measure, MEASURES } from "@/core/agreement/panel";
import { Select } from "@/ui/select";
import type { LabelLook } from "../loaders";
import type { AgreementAnswer } from "../schema";
import { LabelName } from "./label-name";
import { Figure } from "./value";

/** A coefficient of each label at each checkpoint, step α to begin with, and how it differs from the first one. Bold: the difference holds after adjustment. */
export function CheckpointTable({ checkpoints, labels }: { readonly checkpoints: AgreementAnswer["checkpoints"]; readonly labels: readonly LabelLook[] }) {
  const t = useTranslations("agreement");
  const [measure, setMeasure] = useState<Measure>("stepAlpha");
  const [reference] = checkpoints;
  if (!reference) return null;
  const differing = checkpoints.flatMap(({ checkpoint, rows }) => rows.flatMap(({ label, differences }) => (holds(differences?.[measure]) ? [`${labels.find(({ key }) => key === label)?.name ?? t("anyLabel")}, ${checkpoint}`] : [])));
  const head = "px-3 pb-1 text-left font-medium";
  return (
    <section>
      <h2 className="mt-10 mb-1 font-serif text-xl">{t("byCheckpoint")}</h2>
      <p className="mb-3 max-w-[100ch] text-s text-pretty text-ink-2">{t("checkpointFinding", { measure: t(`measures.${measure}`), n: differing.length, where: differing.join("; "), reference: reference.checkpoint })}</p>
      <div className="mb-3 w-56"><Select label={t("coefficient")} value={measure} onChange={({ target }) => setMeasure(MEASURES.find((one) => one === target.value) ?? "stepAlpha")} options={MEASURES.map((value) => ({ value, name: t(`measures.${value}`) }))} /></div>
      <div className="relative overflow-x-auto" tabIndex={0} role="region" aria-label={t("byCheckpoint")}>
        <table className="border-collapse text-m tabular-nums">
          <thead>
            <tr className="text-s text-ink-2"><th className="sticky left-0 bg-ground pr-6 pb-1 text-left font-medium">{t("label")}</th>{checkpoints.map(({ checkpoint, traces }) => <th key={checkpoint} colSpan={checkpoint === reference.checkpoint ? 1 : 2} scope="colgroup" className="border-l border-line px-3 pb-1 text-left font-medium first:border-l-0"><span className="text-ink">{checkpoint}</span> <span className="text-xs">n {traces}</span></th>)}</tr>
            <tr className="border-b border-line-strong text-s text-ink-2"><td />{checkpoints.map(({ checkpoint }, at) => [<th key={checkpoint} className={`${head} border-l border-line`}>{t(`measures.${measure}`)}</th>, ...(at > 0 ? [<th key={`${checkpoint} Δ`} className={head}>{t("difference")}</th>] : [])])}</tr>
          </thead>
          <tbody>
            {anyLabelLast(reference.rows).map(({ label, row }) => (
              <tr key={label ?? ""} className="border-b border-line">
                <th scope="row" className="sticky left-0 bg-ground py-1 pr-6 text-left font-medium whitespace-nowrap"><LabelName label={label} labels={labels} /></th>
                {checkpoints.map(({ checkpoint, rows }, at) => {
                  const { [measure]: estimate, differences } = rows[row]!;
                  const difference = differences?.[measure];
                  return [
                    <td key={checkpoint} className="border-l border-line px-3 whitespace-nowrap"><Figure estimate={estimate} /></td>,
                    ...(at > 0 && difference ? [<td key={`${checkpoint} Δ`} className="px-3 whitespace-nowrap"><Figure estimate={difference} plain signed strong={holds(difference)} />{difference.adjusted !== null && <span className="ml-1.5 text-xs text-ink-3">{t("pValue", { p: difference.adjusted })}</span>}</td>] : []),
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

const holds = (difference: { readonly adjusted: number | null } | undefined): boolean => difference !== undefined && difference.adjusted !== null && difference.adjusted <= 0.05;

/** As the panel above has them: label by label, then all together. */
const anyLabelLast = (rows: readonly { readonly label: string | null }[]): { readonly label: string | null; readonly row: number }[] =>
  rows.map(({ label }, row) => ({ label, row })).sort((a, b) => Number(a.label === null) - Number(b.label === null));
