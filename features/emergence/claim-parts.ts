import type { useTranslations } from "next-intl";
import type { LabelAnalysis } from "@/core/emergence/analysis";
import type { DetectorBeside } from "@/core/emergence/emergence-report";
import type { Share } from "@/core/emergence/error-correction";
import type { Interval } from "@/core/statistics/proportion-interval";
import { difficultyWords, trendGap } from "./gap-words";
import { layerName } from "./figure-source";
import type { FigureSource } from "./figure-source";
import { fixed, percent, placeOf, pValue, share, signed, whole } from "./figures/numbers";
import { ratioGap } from "./words";

type Words = ReturnType<typeof useTranslations<"emergence">>;

export interface ClaimEntry {
  readonly name: string;
  readonly value: string;
  /** In a quieter voice after the value. */
  readonly note?: string;
  /** Drawn against the threshold of step α. */
  readonly whisker?: { readonly value: number; readonly low: number | null; readonly high: number | null };
}

export interface ClaimPart {
  readonly title: string;
  readonly entries: readonly ClaimEntry[];
}

/** What a claim card says, part by part: the page and the picture write the same. */
export function claimParts({ analysis, beside, aided, label, tests, planHash, standing, automatic, source, baseModel }: {
  readonly analysis: LabelAnalysis; readonly beside: DetectorBeside | null; readonly label: string; readonly tests: number;
  /** Traces that the detector is not held against: its suggestions were in view. */
  readonly aided: number; readonly planHash: string;
  /** Whether the plan was frozen beforehand: "within plan", "exploratory", or nothing frozen. */
  readonly standing: string | null; readonly automatic: boolean; readonly source: FigureSource;
  /** The word onset needs a base model as first checkpoint. */
  readonly baseModel: boolean;
}, t: Words): ClaimPart[] {
  const { card } = analysis;
  const [from, to] = [placeOf(card.reference.checkpoint), placeOf(card.last.checkpoint)];
  const plan = standing === null ? planHash : `${standing} ${planHash}`;
  return [
    { title: t("card.effect", { from, to }), entries: effect(analysis, tests, baseModel, t) },
    { title: t("card.measurement"), entries: measurement(analysis, { beside, automatic, verification: label === "verification", imputed: source.fields.layer === "dawid-skene", onlyAided: beside !== null && beside.check === null && aided > 0 }, t) },
    { title: t("card.beside", { from, to }), entries: covariates(analysis, t) },
    { title: t("card.sample"), entries: [{ name: "n", value: t("card.n", { prompts: card.prompts, traces: whole(card.traces) }) }, { name: t("card.plan"), value: plan, note: `· ${t("card.seed", { seed: card.seed })}` },
      { name: t("filter.layer"), value: layerName(source.fields.layer, t) }, ...(source.fields.filter === "" ? [] : [{ name: t("filter.only"), value: source.fields.filter }]), { name: t("source.releaseHead"), value: source.fields.release === "" ? t("source.noRelease") : source.fields.release }] },
  ];
}

function effect({ card, onset, trend, suddenness, acrossRuns }: LabelAnalysis, tests: number, baseModel: boolean, t: Words): ClaimEntry[] {
  const { adjusted, difficulty, pooled, proportionality, paired } = card.comparison;
  const span = (low: number | null, high: number | null, digits = high !== null && high < 1 ? 2 : 1) => (low === null || high === null ? t("gapIn.oneCluster") : `(${fixed(low, digits)} ${t("to")} ${fixed(high, digits)})`);
  const difference = onset.differences.at(-1);
  const runs = acrossRuns.at(-1);
  return [
    { name: t("card.difference"), value: card.rateDifference === null ? t("gapIn.noTokens") : signed(card.rateDifference), note: difference?.lower == null ? t("card.per1k") : `${t("card.per1k")}, ${t("card.atLeast", { low: signed(difference.lower) })}` },
    adjusted.ratio === null ? { name: t("card.ratio"), value: t("undefinedSince", { reason: ratioGap(adjusted.reason, t) }) } : { name: t("card.ratio"), value: fixed(adjusted.ratio, 2), note: span(adjusted.low, adjusted.high) },
    ...(adjusted.ratio === null ? [] : [proportionality.estimate === null || proportionality.p === null ? { name: t("card.exponent"), value: t("undefinedSince", { reason: ratioGap(proportionality.reason, t) }) }
      : { name: t("card.exponent"), value: fixed(proportionality.estimate), note: `${span(proportionality.low, proportionality.high, 2)}, p ${pValue(proportionality.p)}` }]),
    pooled.ratio === null ? { name: t("card.pooled"), value: t("undefinedSince", { reason: t("gapIn.noStratum") }) } : { name: t("card.pooled"), value: fixed(pooled.ratio, 2), note: span(pooled.low, pooled.high) },
    { name: t("card.difficulty"), value: difficultyWords(difficulty, t) },
    onset.reason === "the checkpoints have no order" ? { name: t(baseModel ? "card.onset" : "card.firstShown"), value: t("gapIn.noOrder") } : onset.onset === null ? { name: t(baseModel ? "card.onset" : "card.firstShown"), value: t("card.notDetected"), ...(onset.smallestDetectable !== null && { note: t("card.detectable", { rate: fixed(onset.smallestDetectable) }) }) }
      : { name: t(baseModel ? "card.onset" : "card.firstShown"), value: whole(onset.onset), note: t("card.interval", { after: whole(onset.low!), by: whole(onset.high!) }) },
    onset.changePoint === null ? { name: t("card.changePoint"), value: t(`gapIn.${trend.reason === "steps are imputed" ? "imputed" : trend.reason === "the checkpoints have no order" ? "noOrder" : "noEvents"}`) }
      : { name: t("card.changePoint"), value: whole(onset.changePoint), note: `(${whole(onset.changePointLow!)} ${t("to")} ${whole(onset.changePointHigh!)}), p ${pValue(onset.changePointP!)}` },
    { name: t("card.p"), value: card.adjustedP === null ? t("noPairs") : pValue(card.adjustedP), note: t("card.tests", { tests, test: t(`card.${TESTS[paired.test]}`) }) },
    { name: t("card.shape"), value: trend.best === null ? trendGap(trend, t) : t(`trend.${trend.best}`), ...(trend.best === "step" && { note: suddenness.sudden ? t("card.sudden") : t(`card.notSudden.${SUDDEN[suddenness.reason ?? "another shape fits about as well"]}`) }) },
    ...(runs ? [{ name: t("card.runs", { runs: runs.runs }), value: runs.mean === null ? t("gapIn.fewRuns") : fixed(runs.mean), ...(runs.mean !== null && { note: span(runs.low, runs.high, 2) }) }] : []),
  ];
}

/** What a paired test is called. */
export const TESTS = { mcnemar: "mcnemar", "sign-flip": "signFlip", imputed: "rubin" } as const;

const SUDDEN = { "fewer than eight checkpoints": "fewCheckpoints", "another shape fits about as well": "rival", "not in nine of ten resamples": "resamples", "steps are imputed": "imputed", "the checkpoints have no order": "noOrder" } as const;

function measurement({ card }: LabelAnalysis, { beside, automatic, verification, imputed, onlyAided }: { readonly beside: DetectorBeside | null; readonly automatic: boolean; readonly verification: boolean; readonly imputed: boolean; readonly onlyAided: boolean }, t: Words): ClaimEntry[] {
  const at = beside?.check?.checkpoints.at(-1);
  const missing = t(imputed ? "card.notCompared" : onlyAided ? "card.onlyAided" : automatic || beside ? "card.noHuman" : "card.noDetector");
  const quality = (name: string, interval: Interval | null | undefined): ClaimEntry => (interval ? { name, value: share(interval.estimate), note: `(${share(interval.low)} ${t("to")} ${share(interval.high)})` } : { name, value: missing });
  const shareOf = ({ estimate, low, high, n, reason }: Share): Pick<ClaimEntry, "value" | "note"> =>
    estimate === null ? { value: t(reason === "the layer does not say" ? "notSaid" : "withheldN", { n }) } : { value: share(estimate), note: `${low === null || high === null ? t("onePrompt") : `(${share(low)} ${t("to")} ${share(high)})`}, n ${n}` };
  const alpha = card.stepAlpha;
  const by = card.agreementBy.filter(({ value }) => value !== null);
  return [
    alpha?.value == null ? { name: t("card.alpha"), value: t("card.unknown") } : { name: t("card.alpha"), value: share(alpha.value), whisker: { value: alpha.value, low: alpha.low, high: alpha.high } },
    ...(alpha && alpha.positive !== null && card.last.estimate !== null && alpha.value !== null ? [{ name: t("card.positive"), value: share(alpha.positive) }] : []),
    ...(by.length > 1 ? [{ name: t("card.alphaBy"), value: `${share(Math.min(...by.map(({ value }) => value!)))} – ${share(Math.max(...by.map(({ value }) => value!)))}`, note: t(card.cautions.includes("agreement differs by checkpoint") ? "card.alphaDiffers" : "card.alphaNotShown") }] : []),
    quality(t("card.proxyF1"), at?.steps.f1), quality(t("card.overlapF1"), at?.overlap.f1),
    ...(verification ? [{ name: t("card.effective"), ...shareOf(card.errorCorrection.checked) }, { name: t("card.superficial"), ...shareOf(card.errorCorrection.superficial) }] : []),
  ];
}

function covariates({ card, wholeLength }: LabelAnalysis, t: Words): ClaimEntry[] {
  const { reference, last } = card.covariates;
  return [
    { name: t("covariate.accuracy"), value: reference.accuracy === null || last.accuracy === null ? t("gapIn.notImported") : `${percent(reference.accuracy)} → ${percent(last.accuracy)}` },
    { name: t("covariate.meanTokens"), value: `${whole(reference.meanTokens)} → ${whole(last.meanTokens)}` },
    ...(wholeLength ? [{ name: t("card.wholeLength"), value: `${fixed(wholeLength.reference)} → ${fixed(wholeLength.last)}`, note: t("card.per1k") }] : []),
    { name: t("card.decoding"), value: t(card.cautions.includes("decoding settings differ") ? "card.decodingDiffers" : "card.decodingSame") },
  ];
}
