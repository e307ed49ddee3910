import type { getTranslations } from "next-intl/server";
import type { ClaimCard } from "@/core/emergence/claim-card";
import type { Caution } from "@/core/emergence/claim-card";
import type { EmergenceReport } from "@/core/emergence/emergence-report";
import type { RateRatio } from "@/core/emergence/rate-ratio";
import type { Finding } from "@/core/emergence/finding";
import type { DetectorKind } from "@/data/detector-runs";
import type { Measured } from "./measure-emergence";
import { fixed, percent, rate, share, whole } from "./figures/numbers";
import type { Look } from "./figures/looks";

export type Words = Awaited<ReturnType<typeof getTranslations<"emergence">>>;

/** A finding as a sentence, never firmer than its intervals. */
export function findingSentence(finding: Finding, looks: readonly Look[], t: Words): string {
  const sentence = plainSentence(finding, nameOf(finding.label, looks), t);
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

function plainSentence(finding: Finding, label: string, t: Words): string {
  switch (finding.kind) {
    case "rises": return t(finding.word === "onset" ? "finding.onset" : "finding.firstShown", { label, from: rate(finding.from), to: rate(finding.to), after: whole(finding.after), by: whole(finding.by) });
    case "higher": return t("finding.higher", { label, from: rate(finding.from), to: rate(finding.to), at: typeof finding.at === "string" ? finding.at : whole(finding.at) });
    case "lower": return t("finding.lower", { label, from: rate(finding.from), to: rate(finding.to), at: typeof finding.at === "string" ? finding.at : whole(finding.at) });
    case "longer": return t("finding.longer", { label });
    case "not shown": return finding.smallest === null ? t("finding.notShown", { label }) : t("finding.notShownDetectable", { label, rate: fixed(finding.smallest) });
    case "none seen": return finding.bound === null ? t("finding.none", { label }) : t("finding.noneBound", { label, bound: fixed(finding.bound) });
    case "too few": return t("finding.tooFew", { label, prompts: finding.prompts });
  }
}

export const nameOf = (key: string, looks: readonly Look[]): string => looks.find((look) => look.key === key)?.name ?? key;

/** The page's title: the firmest finding, and what a detector alone would have had us believe. */
export function title(report: EmergenceReport, looks: readonly Look[], { automatic, kind: detector }: { readonly automatic: boolean; readonly kind: DetectorKind | null }, t: Words): string {
  const kind = detector ?? "none";
  const [first] = report.findings;
  if (!first) return t("title");
  if (automatic) return t(report.humanTraces > 0 ? "titleDetector" : "titleProxy", { kind, finding: findingSentence(first, looks, t) });
  const gap = first.kind === "rises" ? report.detectors.find(({ label }) => label === first.label)?.onset ?? null : null;
  const early = first.kind === "rises" && gap !== null && gap < first.by ? t("finding.early", { kind, steps: whole(first.by - gap) }) : "";
  const kinds = new Map(report.findings.map(({ label, kind }) => [label, kind]));
  const phantom = report.detectors.find(({ label, onset }) => onset !== null && kinds.get(label) !== "rises" && kinds.get(label) !== "too few"); // too few prompts refute nothing
  return [findingSentence(first, looks, t), early, phantom ? t(early === "" ? "finding.phantom" : "finding.phantomToo", { kind, label: nameOf(phantom.label, looks) }) : ""].filter((part) => part !== "").join(t("between"));
}

/** Each caution of a card as a bold head and a sentence with its numbers. */
export function cautionWords(card: ClaimCard, t: Words): { readonly head: string; readonly text: string }[] {
  const { reference, last } = card.covariates;
  const values: Readonly<Record<Caution, () => Readonly<Record<string, string>>>> = {
    "agreement below .667": () => ({ low: card.stepAlpha?.low == null ? "–" : share(card.stepAlpha.low) }),
    "agreement not measured": () => ({}),
    "agreement differs by checkpoint": () => {
      const least = [...card.agreementBy].filter(({ p }) => p !== null).sort((a, b) => a.p! - b.p!)[0];
      const alpha = (value: number | null | undefined) => (value == null ? "–" : share(value));
      return { checkpoint: least?.checkpoint ?? "", from: alpha(card.agreementBy[0]?.value), to: alpha(least?.value) };
    },
    "proxy drifts": () => ({}),
    "proxy not compared with human labels": () => ({}),
    "too few prompts": () => ({ prompts: String(card.prompts) }),
    "few prompts": () => ({ prompts: String(card.prompts) }),
    "length changed": () => ({ from: whole(reference.meanTokens), to: whole(last.meanTokens) }),
    "decoding settings differ": () => ({}),
    "one training run": () => ({}),
  };
  const words = card.cautions.map((caution) => ({ head: t(`caution.${key(caution)}.head`), text: t(`caution.${key(caution)}.text`, values[caution]()) }));
  const rises = last.truncated - reference.truncated;
  return rises > 0.03 ? [...words, { head: t("caution.truncation.head"), text: t("caution.truncation.text", { from: percent(reference.truncated), to: percent(last.truncated) }) }] : words;
}

const KEYS = {
  "agreement below .667": "agreementLow", "agreement not measured": "agreementUnknown", "agreement differs by checkpoint": "agreementDiffers", "proxy drifts": "proxyDrifts", "proxy not compared with human labels": "proxyAlone", "too few prompts": "tooFew", "few prompts": "few",
  "length changed": "length", "decoding settings differ": "decoding", "one training run": "oneRun",
} as const satisfies Record<Caution, string>;
const key = (caution: Caution) => KEYS[caution];

/** Why a ratio is not given, in words. */
export const ratioGap = (reason: RateRatio["reason"], t: (key: `ratioGap.${RatioGap}`) => string): string => t(`ratioGap.${reason === undefined ? "unknown" : RATIO_GAPS[reason]}`);

const RATIO_GAPS = {
  "a group has no events": "noEvents", "a group has no exposure": "noExposure", "fewer than two clusters": "oneCluster", "no spread between clusters": "noSpread", "the model does not converge": "noFit", "fewer than five events in a group": "fewEvents",
} as const satisfies Record<NonNullable<RateRatio["reason"]>, string>;
type RatioGap = (typeof RATIO_GAPS)[keyof typeof RATIO_GAPS] | "unknown";

/** Under which hash an analysis goes, and whether it was planned: the frozen plan's own hash where it holds. Standing null: nothing was frozen. */
export const planOf = ({ frozen, outsidePlan, planHash }: Pick<Measured, "frozen" | "outsidePlan" | "planHash">, t: (key: "plan.within" | "plan.exploratory") => string): { readonly planHash: string; readonly standing: string | null } =>
  frozen === null ? { planHash, standing: null } : outsidePlan.length === 0 ? { planHash: frozen.hash.slice(0, 6), standing: t("plan.within") } : { planHash, standing: t("plan.exploratory") };
