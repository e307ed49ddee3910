"use client";
import { useFormatter, useTranslations } from "next-intl";
import type { RoundPreview } from "../schema";

/** What a round would be: how much, by whom, and what of each stratum. */
export function PlanView({ plan }: { readonly plan: RoundPreview }) {
  const t = useTranslations("rounds");
  const format = useFormatter();
  const hours = (minutes: number): string => (minutes < 90 ? t("minutes", { n: Math.round(minutes) }) : t("hours", { n: format.number(minutes / 60, { maximumFractionDigits: 1 }) }));
  const head = "border-b border-line-strong pb-1 text-left text-s font-[550] text-ink-2";
  return (
    <section className="grid gap-4" aria-label={t("plan")}>
      <p className="font-serif text-xl text-pretty">{t("planSays", { traces: plan.traces, assignments: plan.assignments, effort: hours(plan.effort.minutes) })}</p>
      <p className="text-s text-pretty text-ink-2">{[
        t("characters", { n: format.number(plan.effort.characters) }),
        ...(plan.kinds.qualification > 0 ? [t("qualificationItems", { n: plan.kinds.qualification })] : []), ...(plan.windows > 0 ? [t("windowItems", { n: plan.windows })] : []),
        ...(plan.kinds.calibration > 0 ? [t("calibrationItems", { n: plan.kinds.calibration })] : []), ...(plan.kinds.gold > 0 ? [t("goldItems", { n: plan.kinds.gold })] : []),
        ...(plan.withheld > 0 ? [t("withheldItems", { n: plan.withheld })] : []), ...(plan.copies > 0 ? [t("copies", { n: plan.copies })] : []), ...(plan.tooSoon > 0 ? [t("tooSoon", { n: plan.tooSoon })] : []),
      ].join(" ")}</p>
      {plan.annotators.length > 0 && (
        <table className="w-full text-m tabular-nums">
          <thead><tr><th scope="col" className={head}>{t("annotator")}</th><th scope="col" className={`${head} text-right`}>{t("items")}</th><th scope="col" className={`${head} text-right`}>{t("charactersHead")}</th><th scope="col" className={`${head} text-right`}>{t("time")}</th></tr></thead>
          <tbody>{plan.annotators.map((one) => <tr key={one.handle} className="border-b border-line"><th scope="row" className="py-1 text-left font-mono text-s font-normal">{one.handle}</th><td className="text-right">{format.number(one.items)}</td><td className="text-right">{format.number(one.characters)}</td><td className="text-right">{hours(one.minutes)}</td></tr>)}</tbody>
        </table>
      )}
      {plan.strata.length > 1 && (
        <table className="w-full text-m tabular-nums">
          <thead><tr><th scope="col" className={head}>{t("stratum")}</th><th scope="col" className={`${head} text-right`}>{t("drawn")}</th><th scope="col" className={`${head} text-right`}>{t("there")}</th><th scope="col" className={`${head} text-right`}>{t("chance")}</th></tr></thead>
          <tbody>{plan.strata.map(({ key, size, sampled }) => <tr key={key} className="border-b border-line"><th scope="row" className="py-1 pr-3 text-left text-s font-normal">{key}</th><td className="text-right">{sampled}</td><td className="text-right">{size}</td><td className="text-right">{format.number(sampled / size, { style: "percent", maximumFractionDigits: 1 })}</td></tr>)}</tbody>
        </table>
      )}
    </section>
  );
}
