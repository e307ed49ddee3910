import { getTranslations } from "next-intl/server";
import { inOrder } from "@/core/emergence/measured-trace";
import type { DetectorCheck } from "@/core/emergence/detector-check";
import type { EmergenceReport } from "@/core/emergence/emergence-report";
import type { DetectorKind } from "@/data/detector-runs";
import { Budget } from "../figures/budget";
import { CurveStack } from "../figures/curve-stack";
import { Drift } from "../figures/drift";
import { Funnel } from "../figures/funnel";
import type { Look } from "../figures/looks";
import { Profile } from "../figures/profile";
import { curvePanels } from "../figures/series";
import type { RateUnit } from "@/core/emergence/rate-curve";
import type { FigureSource } from "../figure-source";
import { leftOutWords } from "../held-against";
import { cautionWords, findingSentence, nameOf, title } from "../words";
import { ClaimCard } from "./claim-card";
import { Figure } from "./figure";
import { FigureDownloads } from "./figure-downloads";
import { StabilityNote } from "./stability-note";

/** The curves with the card of the firmest finding beside them. */
export async function Curves({ report, looks, unit, ordered, automatic, kind, source, planHash, standing }: { readonly kind: DetectorKind | null; readonly source: FigureSource; readonly report: EmergenceReport; readonly looks: readonly Look[]; readonly unit: RateUnit; readonly ordered: boolean; readonly automatic: boolean; readonly planHash: string; readonly standing: string | null }) {
  const t = await getTranslations("emergence");
  const { analysis } = report;
  const panels = curvePanels(report, unit, looks, automatic);
  const lead = report.findings[0]?.label;
  const rowsOf = (shown: RateUnit) => curvePanels(report, shown, looks, automatic).flatMap(({ look, points }) => points.map((point, i) => ({ label: look.key, unit: shown, checkpoint: analysis.checkpoints[i]?.name ?? "", ...point })));
  const rows = rowsOf(unit);
  return (
    <div className="lead grid gap-7 min-[1180px]:grid-cols-[minmax(0,1fr)_344px]">
      <div className="min-w-0 overflow-x-auto">
        <CurveStack id="emergence-curves" panels={panels} covariates={analysis.covariates} checkpoints={analysis.checkpoints} ordered={ordered} axis={t(analysis.imputations === null ? `unit.${unit}` : `unitSteps.${unit}`)} counted={t(analysis.imputations === null ? "spans" : "markedSteps")} kind={kind} people={automatic ? t("endDetector", { kind: kind ?? "none" }) : t("endPeople")} />
        <FigureDownloads id="emergence-curves" title={title(report, looks, { automatic, kind }, t)} data={rows} source={source} />
        {unit !== "per-1k-tokens" && <p className="mt-2 max-w-[90ch] text-s text-pretty text-ink-2">{t("unitNote", { unit: t(analysis.imputations === null ? `unit.${unit}` : `unitSteps.${unit}`) })}</p>}
        {unit === "prevalence" && <section className="mt-5 border-t border-line pt-4">
          <h2 className="font-serif text-l font-medium">{t("besidePrevalence")}</h2>
          <CurveStack id="emergence-rates" panels={curvePanels(report, "per-1k-tokens", looks, automatic)} covariates={[]} checkpoints={analysis.checkpoints} ordered={ordered} axis={t(analysis.imputations === null ? "unit.per-1k-tokens" : "unitSteps.per-1k-tokens")} counted={t(analysis.imputations === null ? "spans" : "markedSteps")} kind={kind} people={automatic ? t("endDetector", { kind: kind ?? "none" }) : t("endPeople")} />
          <FigureDownloads id="emergence-rates" title={t("besidePrevalence")} data={rowsOf("per-1k-tokens")} source={source} />
        </section>}
      </div>
      {analysis.labels.flatMap((label, i) => (label.label === lead ? [<Card key={label.label} report={report} looks={looks} look={looks[i]!} label={label.label} planHash={planHash} standing={standing} automatic={automatic} source={source} />] : []))}
    </div>
  );
}

/** The cards of the labels that do not lead. */
export async function Cards({ report, looks, automatic, source, planHash, standing }: { readonly source: FigureSource; readonly report: EmergenceReport; readonly looks: readonly Look[]; readonly automatic: boolean; readonly planHash: string; readonly standing: string | null }) {
  const others = report.findings.slice(1);
  return <div className="cards grid grid-cols-[repeat(auto-fill,minmax(290px,1fr))] gap-4">{others.map(({ label }) => <Card key={label} report={report} looks={looks} look={looks.find(({ key }) => key === label)!} label={label} planHash={planHash} standing={standing} automatic={automatic} source={source} />)}</div>;
}

async function Card({ report, looks, look, label, planHash, standing, automatic, source }: { readonly source: FigureSource; readonly report: EmergenceReport; readonly looks: readonly Look[]; readonly look: Look; readonly label: string; readonly planHash: string; readonly standing: string | null; readonly automatic: boolean }) {
  const t = await getTranslations("emergence");
  const analysis = report.analysis.labels.find((each) => each.label === label)!;
  const finding = report.findings.find((each) => each.label === label)!;
  const tests = report.analysis.labels.flatMap(({ comparisons }) => comparisons).filter(({ adjustedP }) => adjustedP !== null).length;
  return <ClaimCard baseModel={report.analysis.baseModel} look={look} analysis={analysis} beside={report.detectors.find((each) => each.label === label) ?? null} aided={report.aidedTraces} sentence={findingSentence(finding, looks, t)} cautions={cautionWords(analysis.card, t)} tests={tests} planHash={planHash} standing={standing} automatic={automatic} source={source} />;
}

/** The funnel of error correction, and how the detector stands against people. */
export async function FunnelAndDrift({ report, looks, kind, source }: { readonly kind: DetectorKind | null; readonly report: EmergenceReport; readonly looks: readonly Look[]; readonly source: FigureSource }) {
  const t = await getTranslations("emergence");
  const rows = report.analysis.errorCorrection;
  const known = rows.filter(({ funnel }) => funnel.detected.reason !== "the layer does not say" && funnel.detected.n > 0);
  const drifts = report.detectors.filter(({ check }) => check !== null && check.checkpoints.length > 1);
  const shown = drifts.find(({ check }) => check?.specificityChange?.verdict === "moves" || check?.sensitivityChange?.verdict === "moves") ?? drifts[0];
  if (known.length === 0 && !shown) return null;
  return (
    <div className="figures mt-7 grid gap-x-11 gap-y-8 border-t border-line-strong pt-5 min-[1180px]:grid-cols-2">
      {known.length > 0 ? (
        <Figure id="emergence-funnel" source={source} title={funnelTitle(known.map(({ funnel }) => funnel), t)} sub={t("funnelSub")} data={known.map(({ checkpoint, funnel }) => ({ checkpoint: checkpoint.name, t: checkpoint.t, errors: funnel.detected.n, detected: funnel.detected.hits, detectedShare: funnel.detected.estimate, repaired: funnel.repaired.hits, repairedShare: funnel.repaired.estimate, right: funnel.right.hits, rightOf: funnel.right.n, rightShare: funnel.right.estimate, superficialShare: funnel.superficial.estimate, netRepair: funnel.netRepair }))}>
          <Funnel id="emergence-funnel" rows={known} />
        </Figure>
      ) : <section><h2 className="font-serif text-xl font-medium">{t("funnelNone")}</h2><p className="mt-1 max-w-[60ch] text-ink-2">{t("funnelNoneText")}</p></section>}
      {shown?.check && (
        <Figure id="emergence-drift" source={source} title={t(`driftTitle.${inOrder(report.analysis.checkpoints) ? driftOf(shown.check) : "unordered"}`, { kind: kind ?? "none" })}
          sub={`${t("driftSub", { kind: kind ?? "none", label: nameOf(shown.label, looks), traces: shown.check.traces })} ${leftOutWords(report, t)}`.trim()} note={<StabilityNote check={shown.check} ordered={inOrder(report.analysis.checkpoints)} />}
          data={shown.check.checkpoints.map(({ checkpoint, n, precision, recall, f1, sensitivity, specificity }) => ({ t: checkpoint, steps: n, precision, recall, f1, sensitivity: sensitivity?.estimate ?? null, specificity: specificity?.estimate ?? null }))}>
          <Drift id="emergence-drift" check={shown.check} checkpoints={report.analysis.checkpoints} />
        </Figure>
      )}
    </div>
  );
}

/** What may be said of a detector's drift. */
function driftOf({ sensitivityChange, specificityChange }: DetectorCheck): "falseAlarms" | "fewerFalse" | "misses" | "stable" | "notShown" {
  if (specificityChange?.verdict === "moves") return specificityChange.change < 0 ? "falseAlarms" : "fewerFalse";
  if (sensitivityChange?.verdict === "moves") return "misses";
  return specificityChange?.verdict === "stable" && sensitivityChange?.verdict === "stable" ? "stable" : "notShown";
}

function funnelTitle(funnels: readonly EmergenceReport["analysis"]["errorCorrection"][number]["funnel"][], t: Awaited<ReturnType<typeof getTranslations<"emergence">>>): string {
  const [first, last] = [funnels[0]!, funnels.at(-1)!];
  const moved = (from: typeof first.detected, to: typeof first.detected) => (from.high === null || to.high === null ? "unknown" : to.low! > from.high ? "more" : to.high < from.low! ? "less" : "same");
  return t(`funnelTitle.${moved(first.detected, last.detected)}`);
}

/** Where in the trace the leading behaviour starts, and what a smaller budget would have shown of it. */
export async function ProfileAndBudget({ report, looks, source }: { readonly report: EmergenceReport; readonly looks: readonly Look[]; readonly source: FigureSource }) {
  const t = await getTranslations("emergence");
  const lead = report.findings[0]?.label;
  const label = report.analysis.labels.find((each) => each.label === lead);
  const look = looks.find(({ key }) => key === lead);
  if (!label || !look || label.perTrace.every(({ events }) => events === 0)) return null;
  const [first, last] = [label.profiles[0]!, label.profiles.at(-1)!];
  return (
    <div className="figures mt-7 grid gap-x-11 gap-y-8 border-t border-line-strong pt-5 min-[1180px]:grid-cols-2">
      <Figure id="emergence-profile" source={source} title={t("profileTitle", { label: look.name })} sub={t(report.analysis.imputations === null ? "profileSub" : "profileSubSteps")} data={label.profiles.flatMap(({ checkpoint, bins }) => bins.map((bin) => ({ label: look.key, t: checkpoint.t, ...bin })))}>
        <Profile id="emergence-profile" look={look} first={first} last={last} />
      </Figure>
      <Figure id="emergence-budget" source={source} title={t("budgetTitle", { label: look.name })} sub={t("budgetSub")} data={label.budget.flatMap(({ checkpoint, points }) => points.map((point) => ({ label: look.key, t: checkpoint.t, ...point })))}>
        <Budget id="emergence-budget" look={look} lines={label.budget} />
      </Figure>
    </div>
  );
}
