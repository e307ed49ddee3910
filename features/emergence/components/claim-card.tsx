import { TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import type { LabelAnalysis } from "@/core/emergence/analysis";
import type { DetectorBeside } from "@/core/emergence/emergence-report";
import { linear } from "../figures/axes";
import type { Look } from "../figures/looks";
import { fixed, percent, pValue, share, signed, whole } from "../figures/numbers";
import { FigureDownloads } from "./figure-downloads";

/** One label's claim between the reference checkpoint and the last, with every caution that its numbers call for. */
export function ClaimCard({ look, analysis, beside, sentence, cautions, tests, planHash, automatic }: {
  readonly look: Look; readonly analysis: LabelAnalysis; readonly beside: DetectorBeside | null; readonly sentence: string; readonly cautions: readonly { readonly head: string; readonly text: string }[];
  /** Comparisons that were adjusted together. */
  readonly tests: number; readonly planHash: string; readonly automatic: boolean;
}) {
  const t = useTranslations("emergence");
  const { card, onset } = analysis;
  const { comparison, errorCorrection } = card;
  const span = (low: number | null, high: number | null, write: (value: number) => string) => (low === null || high === null ? t("undefined") : `(${write(low)} ${t("to")} ${write(high)})`);
  const from = whole(card.reference.checkpoint.t);
  const to = whole(card.last.checkpoint.t);
  const proxyAt = beside?.check?.checkpoints.at(-1);
  const verification = look.key === "verification";
  return (
    <article id={`card-${look.key}`} aria-label={t("cardLabel", { label: look.name })} className="self-start rounded-m border border-line-strong bg-paper px-4 py-3.5 text-s break-inside-avoid">
      <h2 className={`flex items-center gap-2 text-l font-semibold c-${look.colour}`}><b className="text-xs text-label">{look.tag}</b>{look.name}</h2>
      <p className="mt-1 mb-2 font-serif text-l text-pretty">{sentence}</p>
      {cautions.length > 0 && (
        <ul className="mb-2 grid gap-1.5 border-y border-line py-2">
          {cautions.map(({ head, text }) => <li key={head} className="grid grid-cols-[18px_1fr]"><TriangleAlert aria-hidden size={13} className="mt-0.5 text-warn" /><span className="text-pretty"><b className="font-semibold text-warn">{head}</b> {text}</span></li>)}
        </ul>
      )}
      <div className="kv">
        <Part title={t("card.effect", { from, to })}>
          <Entry name={t("card.difference")}>{card.rateDifference === null ? t("undefined") : signed(card.rateDifference)} <i>{t("card.per1k")}</i></Entry>
          <Entry name={t("card.ratio")}>{comparison.adjusted.ratio === null ? t("ratioUndefined") : <>{fixed(comparison.adjusted.ratio, 2)} <i>{span(comparison.adjusted.low, comparison.adjusted.high, (value) => fixed(value, 1))}</i></>}</Entry>
          <Entry name={t("card.pooled")}>{comparison.pooled.ratio === null ? t("undefined") : <>{fixed(comparison.pooled.ratio, 2)} <i>{span(comparison.pooled.low, comparison.pooled.high, (value) => fixed(value, 1))}</i></>}</Entry>
          <Entry name={t("card.onset")}>{onset.onset === null ? <>{t("card.notDetected")}{onset.smallestDetectable !== null && <i> {t("card.detectable", { rate: fixed(onset.smallestDetectable) })}</i>}</> : <>{whole(onset.onset)} <i>{t("card.interval", { after: whole(onset.low!), by: whole(onset.high!) })}</i></>}</Entry>
          <Entry name={t("card.changePoint")}>{onset.changePoint === null ? t("undefined") : <>{whole(onset.changePoint)} <i>p {pValue(onset.changePointP!)}</i></>}</Entry>
          <Entry name={t("card.p")}>{card.adjustedP === null ? t("undefined") : pValue(card.adjustedP)} <i>{t("card.tests", { tests, test: comparison.paired.test === "mcnemar" ? "McNemar" : t("card.signFlip") })}</i></Entry>
          <Entry name={t("card.shape")}>{analysis.trend.best === null ? t("undefined") : t(`trend.${analysis.trend.best}`)}</Entry>
        </Part>
        <Part title={t("card.measurement")}>
          <Entry name={t("card.alpha")}>{card.stepAlpha?.value == null ? t("card.unknown") : <><Whisker {...card.stepAlpha} value={card.stepAlpha.value} />{share(card.stepAlpha.value)}</>}</Entry>
          <Entry name={t("card.proxyF1")}>{proxyAt?.f1 == null ? t(automatic || beside ? "card.noHuman" : "card.noDetector") : <>{share(proxyAt.f1)} <i>{t("card.atLast")}</i></>}</Entry>
          {verification && <Entry name={t("card.effective")}><ShareOf {...errorCorrection.checked} /></Entry>}
          {verification && <Entry name={t("card.superficial")}><ShareOf {...errorCorrection.superficial} /></Entry>}
        </Part>
        <Part title={t("card.beside", { from, to })}>
          <Entry name={t("covariate.accuracy")}>{card.covariates.reference.accuracy === null || card.covariates.last.accuracy === null ? t("card.unknown") : `${percent(card.covariates.reference.accuracy)} → ${percent(card.covariates.last.accuracy)}`}</Entry>
          <Entry name={t("covariate.meanTokens")}>{whole(card.covariates.reference.meanTokens)} → {whole(card.covariates.last.meanTokens)}</Entry>
          <Entry name={t("card.decoding")}>{t(card.cautions.includes("decoding settings differ") ? "card.decodingDiffers" : "card.decodingSame")}</Entry>
        </Part>
        <Part title={t("card.sample")}>
          <Entry name="n">{t("card.n", { prompts: card.prompts, traces: whole(card.traces) })}</Entry>
          <Entry name={t("card.plan")}>{planHash} <i>· {t("card.seed", { seed: card.seed })}</i></Entry>
        </Part>
      </div>
      <FigureDownloads id={`claim-${look.key}`} picture={false} data={analysis.perThousandTokens.map((point) => ({ label: look.key, checkpoint: point.checkpoint.name, t: point.checkpoint.t, estimate: point.estimate, low: point.low, high: point.high, spans: point.events, traces: point.traces, prompts: point.prompts }))} json={{ card, plan: planHash }} />
    </article>
  );
}

const Part = ({ title, children }: { readonly title: string; readonly children: React.ReactNode }) => <><p className="g">{title}</p><dl>{children}</dl></>;
const Entry = ({ name, children }: { readonly name: string; readonly children: React.ReactNode }) => <div className="e"><dt>{name}</dt><dd>{children}</dd></div>;

function ShareOf({ estimate, low, high, n, reason }: { readonly estimate: number | null; readonly low: number | null; readonly high: number | null; readonly n: number; readonly reason?: string }) {
  const t = useTranslations("emergence");
  if (estimate === null) return <>{t(reason === "the layer does not say" ? "notSaid" : "withheldN", { n })}</>;
  return <>{share(estimate)} <i>({share(low!)} {t("to")} {share(high!)}), n {n}</i></>;
}

/** An interval against the threshold of .667. */
function Whisker({ value, low, high }: { readonly value: number; readonly low: number | null; readonly high: number | null }) {
  const x = linear([0, 1], [2, 70]);
  return (
    <svg width={72} height={14} aria-hidden className="mr-1.5 inline align-[-3px]">
      <line x1={x(0.667)} x2={x(0.667)} y1={0} y2={14} stroke="var(--warn)" strokeWidth={1.5} />
      {low !== null && high !== null && <line x1={x(Math.max(0, low))} x2={x(high)} y1={7} y2={7} stroke="var(--ink)" strokeWidth={1.5} />}
      <circle cx={x(Math.max(0, value))} cy={7} r={3} fill={low !== null && low < 0.667 ? "var(--paper)" : "var(--ink)"} stroke="var(--ink)" strokeWidth={1.2} />
    </svg>
  );
}
