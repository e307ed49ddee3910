import type { EmergenceView } from "./loaders";
import { whole } from "./figures/numbers";
import type { Words } from "./words";

/** What every figure, card and file says of where its numbers come from. */
export interface FigureSource {
  /** As one line, under the figure and in its picture. */
  readonly line: string;
  /** As columns of its CSV and fields of its JSON. */
  readonly fields: {
    readonly model: string; readonly layer: string; readonly analysedPrompts: number; readonly analysedTraces: number; readonly filter: string;
    /** Id of the frozen release that holds exactly this work; "": it is in none. */
    readonly release: string; readonly seed: number; readonly plan: string;
  };
}

export function figureSource({ measured }: Pick<EmergenceView, "measured">, t: Words): FigureSource {
  const { report, release, plan } = measured;
  const traces = report?.analysis.covariates.reduce((sum, each) => sum + each.traces, 0) ?? 0;
  const prompts = report ? Math.max(...report.analysis.covariates.map((each) => each.prompts)) : 0;
  const filter = filterWords(measured, t);
  const parts = [
    t("source.n", { traces: whole(traces), prompts }), t("source.layer", { layer: layerName(measured.layer ?? "", t) }), ...(filter === "" ? [] : [t("source.only", { filter })]),
    releaseWords(release, t), t("card.seed", { seed: plan.seed }),
  ];
  return { line: parts.join(" · "), fields: { model: measured.model ?? "", layer: measured.layer ?? "", analysedPrompts: prompts, analysedTraces: traces, filter, release: release?.id ?? "", seed: plan.seed, plan: measured.planHash } };
}

/** People's and the estimated layers by their names, others as they are called. */
export const layerName = (layer: string, t: (key: "layer.human" | "layer.gold" | "layer.dawid-skene") => string): string => (layer === "human" || layer === "gold" || layer === "dawid-skene" ? t(`layer.${layer}`) : layer);

export const releaseWords = (release: EmergenceView["measured"]["release"], t: Words): string => (release === null ? t("source.noRelease") : t("source.release", { name: release.name, id: release.id }));

/** What the filter leaves, in words; "" where it leaves everything. */
export function filterWords({ filter }: Pick<EmergenceView["measured"], "filter">, t: Words): string {
  const { checkpoints, seeds, correct, truncated, languages, datasets, minLength, maxLength } = filter;
  const length = minLength !== undefined && maxLength !== undefined ? t("only.between", { from: whole(minLength), to: whole(maxLength) }) : minLength !== undefined ? t("only.from", { from: whole(minLength) }) : maxLength === undefined ? null : t("only.to", { to: whole(maxLength) });
  return [
    checkpoints && t("only.checkpoints", { names: checkpoints.join(", ") }), seeds && t("only.seeds", { seeds: seeds.join(", ") }), correct === undefined ? null : t(correct ? "only.right" : "only.wrong"),
    truncated === undefined ? null : t(truncated ? "only.truncated" : "only.whole"), languages && t("only.languages", { names: languages.join(", ") }), datasets && t("only.datasets", { names: datasets.join(", ") }), length,
  ].filter((part) => part !== null && part !== undefined).join(t("plan.comma"));
}
