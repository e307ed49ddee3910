"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Select } from "@/ui/select";
import type { AgreementView } from "../loaders";
import type { AgreementAnswer } from "../schema";
import { type CheckpointCoefficient, type CheckpointRow, checkpointRows, coefficientsOf } from "./checkpoint-rows";
import { LabelName } from "./label-name";
import { Figure } from "./value";

/** A coefficient at each checkpoint, step α to begin with, and how it differs from the first one. Bold: the difference holds after adjustment. */
export function CheckpointTable({ answer, labels, relations }: { readonly answer: AgreementAnswer } & Pick<AgreementView, "labels" | "relations">) {
  const t = useTranslations("agreement");
  const [coefficient, setCoefficient] = useState<CheckpointCoefficient>("stepAlpha");
  const { checkpoints } = answer;
  const [reference] = checkpoints;
  if (!reference) return null;
  const offered = coefficientsOf(answer);
  const rows = checkpointRows(answer, coefficient);
  const measure = t(`measures.${coefficient}`);
  const within = ({ label, attribute, relation }: CheckpointRow): string | undefined => (attribute === undefined ? relation && (relations.get(relation) ?? relation) : labels.find(({ key }) => key === label)?.attributes.get(attribute) ?? attribute);
  const named = (row: CheckpointRow): string => [row.relation === undefined && (labels.find(({ key }) => key === row.label)?.name ?? t("anyLabel")), within(row)].filter(Boolean).join(", ");
  const differing = checkpoints.flatMap(({ checkpoint }, at) => rows.filter(({ cells }) => holds(cells[at]!.difference)).map((row) => `${named(row)}, ${checkpoint}`));
  const head = "px-3 pb-1 text-left font-medium whitespace-nowrap";
  return (
    <section>
      <h2 className="mt-10 mb-1 font-serif text-xl">{t("byCheckpoint")}</h2>
      <p className="mb-3 max-w-[100ch] text-s text-pretty text-ink-2">{t("checkpointFinding", { measure, n: differing.length, where: differing.join("; "), reference: reference.checkpoint })}</p>
      <div className="mb-3 w-56"><Select label={t("coefficient")} value={coefficient} onChange={({ target }) => setCoefficient(offered.find((one) => one === target.value) ?? "stepAlpha")} options={offered.map((value) => ({ value, name: t(`measures.${value}`) }))} /></div>
      <div className="relative overflow-x-auto" tabIndex={0} role="region" aria-label={t("byCheckpoint")}>
        <table className="border-collapse text-m tabular-nums">
          <thead>
            <tr className="text-s text-ink-2"><th className="sticky left-0 bg-ground pr-6 pb-1 text-left font-medium">{t(coefficient === "relationF1" ? "relation" : coefficient === "attributeAlpha" ? "attribute" : "label")}</th>{checkpoints.map(({ checkpoint, traces }) => <th key={checkpoint} colSpan={checkpoint === reference.checkpoint ? 1 : 2} scope="colgroup" className="border-l border-line px-3 pb-1 text-left font-medium first:border-l-0"><span className="text-ink">{checkpoint}</span> <span className="text-xs">n {traces}</span></th>)}</tr>
            <tr className="border-b border-line-strong text-s text-ink-2"><td />{checkpoints.map(({ checkpoint }, at) => [<th key={checkpoint} className={`${head} border-l border-line`}>{measure}</th>, ...(at > 0 ? [<th key={`${checkpoint} Δ`} className={head}>{t("difference")}</th>] : [])])}</tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={named(row)} className="border-b border-line">
                <th scope="row" className="sticky left-0 bg-ground py-1 pr-6 text-left font-medium whitespace-nowrap">{row.relation === undefined && <LabelName label={row.label} labels={labels} />}{row.attribute !== undefined && ", "}{within(row)}</th>
                {checkpoints.map(({ checkpoint }, at) => {
                  const { estimate, difference, n } = row.cells[at]!;
                  return [
                    <td key={checkpoint} className="border-l border-line px-3 whitespace-nowrap"><Figure estimate={estimate} />{n !== undefined && <span className="ml-1.5 text-xs text-ink-3">n {n}</span>}</td>,
                    ...(at > 0 ? [<td key={`${checkpoint} Δ`} className="px-3 whitespace-nowrap">{difference && <Figure estimate={difference} plain signed strong={holds(difference)} />}{typeof difference?.adjusted === "number" && <span className="ml-1.5 text-xs text-ink-3">{t("pValue", { p: difference.adjusted })}</span>}</td>] : []),
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

const holds = (difference: { readonly adjusted: number | null } | null): boolean => difference !== null && difference.adjusted !== null && difference.adjusted <= 0.05;
