import { ChartSpline } from "lucide-react";
import { getTranslations } from "next-intl/server";
import Link from "next/link";
import { IMPUTATIONS } from "@/core/emergence/impute-steps";
import { RATE_UNITS } from "@/core/emergence/rate-curve";
import { Banner } from "@/ui/banner";
import { buttonLook } from "@/ui/button-look";
import { EmptyState } from "@/ui/empty-state";
import { whole } from "../figures/numbers";
import { basisWords } from "../basis";
import { joinList } from "../comma-list";
import { comparisonLines } from "../comparison-lines";
import { figureSource, filterWords, layerName } from "../figure-source";
import { filterChoices } from "../filter-choices";
import { notRandomWords } from "../held-against";
import type { EmergenceView } from "../loaders";
import { planOf, title } from "../words";
import { ComparisonTable } from "./comparison-table";
import { CorrectedTable } from "./corrected-table";
import { Cards, Curves, FunnelAndDrift, ProfileAndBudget } from "./emergence-charts";
import { ErrorCorrectionTable } from "./error-correction-table";
import { FilterBar } from "./filter-bar";
import { Fold } from "./fold";
import { LengthFilter } from "./length-filter";
import { PlanStanding } from "./plan-standing";
import { RowsTable } from "./rows-table";
import { Planner } from "./planner";
import "./emergence.css";

/** The emergence page: what is shown of behaviours over checkpoints, and what is not. */
export async function EmergencePage({ slug, view, mayRun }: { readonly slug: string; readonly view: EmergenceView; readonly mayRun: boolean }) {
  const t = await getTranslations("emergence");
  const { measured, query, looks, allLooks, automatic } = view;
  const { report } = measured;
  const detectors = measured.layers.filter(({ layer }) => layer.startsWith("detector:"));
  if (measured.reason === "no traces") return <EmptyState icon={<ChartSpline size={26} />} title={t("gap.noTraces")} action={mayRun && <Link href={`/projects/${slug}/imports`} className={buttonLook("primary")}>{t("toImports")}</Link>}>{t("gap.noTracesText")}</EmptyState>;
  const choices = [
    { param: "layer", name: t("filter.layer"), chosen: [measured.layer ?? ""], options: measured.layers.map(({ layer, traces }) => ({ value: layer, name: `${layerName(layer, t)} · ${traces}` })) },
    { param: "labels", name: t("filter.labels"), chosen: measured.labels, multiple: true, options: allLooks.map(({ key, name }) => ({ value: key, name })) },
    { param: "model", name: t("filter.model"), chosen: [measured.model ?? ""], options: measured.models.map((model) => ({ value: model, name: model === "" ? t("noModel") : model })) },
    { param: "unit", name: t("filter.unit"), chosen: [query.unit], options: RATE_UNITS.map((unit) => ({ value: unit, name: t(`unit.${unit}`) })) },
    ...(automatic ? [] : [{ param: "detector", name: t("filter.detector"), chosen: [measured.detector ?? "none"], options: [{ value: "none", name: t("noDetector") }, ...detectors.map(({ layer }) => ({ value: layer, name: layer.slice("detector:".length) }))] }]),
    { param: "delta", name: "δ", chosen: [String(query.delta)], options: [...new Set([0, 0.05, 0.1, 0.2, 0.5, 1, query.delta])].sort((a, b) => a - b).map((delta) => ({ value: String(delta), name: t("deltaOption", { delta }) })) },
    { param: "m", name: t("filter.m"), chosen: [String(query.m)], options: [...new Set([0, 1, 2, 3, query.m])].sort((a, b) => a - b).map((m) => ({ value: String(m), name: t("mOption", { m }) })) },
    ...(measured.layer === POSTERIOR ? [] : [{ param: "interval", name: t("filter.interval"), chosen: [query.interval], options: INTERVALS.map((interval) => ({ value: interval, name: t(`interval.${interval}`) })) }]),
  ];
  const plan = planOf(measured, t);
  const source = figureSource(view, t);
  const filtered = filterWords(measured, t);
  const traces = report?.analysis.covariates.reduce((sum, each) => sum + each.traces, 0) ?? 0;
  const lines = report ? comparisonLines(report, looks, t) : [];
  return (
    <div className="pb-12">
      <h1 className="pt-4 font-serif text-2xl font-medium tracking-[-.012em] text-pretty">{report ? title(report, looks, { automatic, kind: measured.kind }, t) : t("title")}</h1>
      {report && <p className="mt-1 text-s text-pretty text-ink-2">{basisWords(view, t)}</p>}
      <FilterBar choices={choices} name={t("filters")} n={report ? t("nTraces", { traces: whole(traces) }) : undefined} />
      <FilterBar choices={filterChoices(view, t)} name={t("filter.only")}><LengthFilter least={measured.filter.minLength} most={measured.filter.maxLength} /></FilterBar>
      <div className="mb-4 grid gap-2">
        {view.ignored.length > 0 && <Banner tone="warn" title={t("ignoredTitle")}>{t("ignoredText", { names: view.ignored.join(t("plan.comma")) })}</Banner>}
        {!measured.ordered && <Banner tone="warn" title={t("unorderedTitle")}>{t("unorderedText")}</Banner>}
        {measured.layer === POSTERIOR && <Banner title={t("imputedTitle")}>{t("imputedText", { imputations: IMPUTATIONS })}</Banner>}
        {measured.layer === "human" && measured.doubly > 0 && <Banner title={t("doublyTitle", { traces: measured.doubly })}>{t("doublyText")} <Link href={`/projects/${slug}/emergence?layer=${POSTERIOR}`} className="underline">{t("toPosteriors")}</Link></Banner>}
        {measured.blinding.verdict === "told" && <Banner tone="warn" title={t("blindingToldTitle")}>{t("blindingToldText", { right: measured.blinding.right, n: measured.blinding.n })}</Banner>}
        {automatic && <Banner tone="warn" title={t(report && report.humanTraces > 0 ? "automaticTitle" : "proxyTitle")}>{t(report && report.humanTraces > 0 ? "automaticText" : "proxyText", { kind: measured.kind ?? "none" })}</Banner>}
        {report && !automatic && !report.sampledAtRandom && report.detectors.length > 0 && <Banner title={t(`${notRandomWords(report)}Title`)}>{t(`${notRandomWords(report)}Text`)}</Banner>}
      </div>
      <div className="mb-4 flex flex-wrap items-center gap-2 print:hidden">
        <Link href={`/projects/${slug}/emergence/detectors`} className={buttonLook("quiet")}>{t("toDetectors")}</Link>
        {report && <Link href={`/projects/${slug}/emergence/report?${search(view)}`} className={buttonLook("quiet")}>{t("toReport")}</Link>}
        {report && <a href={`/api/v1/projects/${slug}/emergence?${search(view)}`} className={buttonLook("quiet")}>JSON</a>}
        {report && <div className="ml-auto"><PlanStanding slug={slug} frozen={measured.frozen} outside={measured.outsidePlan} plan={{ layer: measured.layer ?? "", labels: measured.labels, delta: query.delta, m: query.m, seed: query.seed }} mayFreeze={mayRun && filtered === ""} /></div>}
      </div>
      {!report ? <EmptyState title={t(`gap.${GAPS[measured.reason ?? "no labels"]}`)} action={mayRun && measured.reason !== "one checkpoint" && <Link href={`/projects/${slug}/emergence/detectors`} className={buttonLook("primary")}>{t("toDetectors")}</Link>}>{t(`gap.${GAPS[measured.reason ?? "no labels"]}Text`, { unknown: measured.unknown.join(t("plan.comma")) })}</EmptyState> : <>
        <Curves report={report} looks={looks} unit={query.unit} ordered={measured.ordered} automatic={automatic} kind={measured.kind} source={source} {...plan} />
        {automatic && <RowsTable rows={measured.rows} source={source} />}
        <FunnelAndDrift report={report} looks={looks} kind={measured.kind} source={source} />
        <ProfileAndBudget report={report} looks={looks} source={source} />
        <ErrorCorrectionTable rows={report.analysis.errorCorrection} source={source} />
        <CorrectedTable report={report} looks={looks} source={source} />
        <Fold title={t("comparisonsTitle", { shown: lines.filter(({ shown }) => shown).length, all: lines.length })}>
          <p className="mt-1 mb-2 max-w-[90ch] text-s text-pretty text-ink-2">{t("comparisonsSub", { checkpoint: report.analysis.checkpoints[0]!.name })}</p>
          <ComparisonTable source={source} lines={lines} />
        </Fold>
        {report.findings.length > 1 && <section className="mt-7 border-t border-line-strong pt-5"><h2 className="mb-3 font-serif text-xl font-medium">{t("otherCards")}</h2><Cards report={report} looks={looks} automatic={automatic} source={source} {...plan} /></section>}
      </>}
      <div className="mt-7 border-t border-line-strong pt-5 print:hidden"><Planner sd={report?.analysis.labels[0]?.card.comparison.paired.sd ?? null} /></div>
    </div>
  );
}

const POSTERIOR = "dawid-skene";
const INTERVALS = ["t", "percentile", "bca"] as const;
const GAPS = { "no traces": "noTraces", "no labels": "noLabels", "no such model": "noModel", "no such layer": "noLayer", "no such detector": "noDetector", "no such label": "noLabel", "one checkpoint": "oneCheckpoint", "filtered away": "filteredAway" } as const;

/** The address of what is shown, with everything chosen. */
function search({ measured, query }: EmergenceView): string {
  const { checkpoints, seeds, correct, truncated, languages, datasets, minLength, maxLength } = measured.filter;
  const only = Object.entries({ checkpoints: checkpoints && joinList(checkpoints), seeds: seeds?.join(","), correct, truncated, language: languages && joinList(languages), dataset: datasets && joinList(datasets), minLength, maxLength }).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
  return new URLSearchParams({
    ...Object.fromEntries(only), layer: measured.layer ?? "", model: measured.model ?? "", labels: joinList(measured.labels), detector: measured.detector ?? "none", unit: query.unit, delta: String(query.delta), m: String(query.m), resamples: String(query.resamples), seed: String(query.seed), interval: query.interval,
  }).toString();
}
