import { TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import type { LabelAnalysis } from "@/core/emergence/analysis";
import type { DetectorBeside } from "@/core/emergence/emergence-report";
import { claimParts } from "../claim-parts";
import type { FigureSource } from "../figure-source";
import { ClaimPicture, Whisker } from "../figures/claim-picture";
import type { Look } from "../figures/looks";
import { FigureDownloads } from "./figure-downloads";

/** One label's claim between the reference checkpoint and the last, with every caution that its numbers call for. */
export function ClaimCard({ look, analysis, beside, aided, sentence, cautions, tests, planHash, standing, automatic, source, baseModel }: {
  readonly look: Look; readonly analysis: LabelAnalysis; readonly beside: DetectorBeside | null; readonly aided: number; readonly sentence: string; readonly cautions: readonly { readonly head: string; readonly text: string }[];
  /** Comparisons that were adjusted together. */
  readonly tests: number; readonly planHash: string; readonly standing: string | null; readonly automatic: boolean; readonly source: FigureSource; readonly baseModel: boolean;
}) {
  const t = useTranslations("emergence");
  const parts = claimParts({ analysis, beside, aided, label: look.key, tests, planHash, standing, automatic, source, baseModel }, t);
  const id = `claim-${look.key}`;
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
        {parts.map(({ title, entries }) => (
          <div key={title} className="contents">
            <p className="g">{title}</p>
            <dl>{entries.map(({ name, value, note, whisker }) => (
              <div key={name} className="e"><dt>{name}</dt><dd>{whisker && <svg width={72} height={14} aria-hidden className="mr-1.5 inline align-[-3px]"><Whisker {...whisker} /></svg>}{value}{note !== undefined && <i> {note}</i>}</dd></div>
            ))}</dl>
          </div>
        ))}
      </div>
      <div className="sr-only" aria-hidden><ClaimPicture id={id} look={look} sentence={sentence} cautions={cautions} parts={parts} /></div>
      <FigureDownloads id={id} source={source} said={false} data={analysis.perThousandTokens.map((point) => ({ label: look.key, checkpoint: point.checkpoint.name, t: point.checkpoint.t, estimate: point.estimate, low: point.low, high: point.high, spans: point.events, traces: point.traces, prompts: point.prompts }))} json={{ card: analysis.card, plan: planHash }} />
    </article>
  );
}
