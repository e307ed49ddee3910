import { useTranslations } from "next-intl";
import type { DropReason } from "@/core/detectors/judge-answer";
import type { Detector } from "@/data/detector-runs";
import { Badge } from "@/ui/badge";
import { Moment } from "@/ui/moment";
import type { DetectorRun } from "../detector-run";

/** Every automatic labeller of the project by name and version. */
export function DetectorTable({ detectors, runs }: { readonly detectors: readonly Detector[]; readonly runs: ReadonlyMap<string, DetectorRun> }) {
  const t = useTranslations("emergence.detectors");
  if (detectors.length === 0) return <p className="text-ink-2">{t("none")}</p>;
  return (
    <table className="w-full max-w-220 text-s tabular-nums">
      <thead><tr className="border-b border-line-strong text-left text-ink-2">{(["name", "version", "kind", "state", "traces", "cost", "dropped", "made"] as const).map((column) => <th key={column} scope="col" className="px-2 py-1.5 font-[550]">{t(column)}</th>)}</tr></thead>
      <tbody>
        {detectors.map(({ id, name, version, kind, complete, traces, createdAt, config }) => (
          <tr key={id} className="border-b border-line align-top">
            <th scope="row" className="px-2 py-1.5 text-left font-[550]">{name}</th><td className="mono px-2 py-1.5">{version}</td><td className="px-2 py-1.5">{t(`kinds.${kind}`)}</td>
            <td className="max-w-72 px-2 py-1.5"><Badge tone={complete ? "ok" : "warn"}>{t(complete ? "complete" : "partial")}</Badge>{!complete && <Standing run={runs.get(id)} />}</td><td className="px-2 py-1.5">{traces}{typeof config.unread === "number" && config.unread > 0 && <span className="block text-xs text-pretty text-ink-2">{t("unread", { count: config.unread })}</span>}</td><td className="px-2 py-1.5">{typeof config.cost === "number" ? config.cost.toFixed(config.cost < 1 ? 4 : 2) : "–"}</td><td className="px-2 py-1.5"><Dropped dropped={config.dropped} kind={kind} /></td><td className="px-2 py-1.5"><Moment at={createdAt.toISOString()} /></td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** How far the run of a detector is that has not ended, or why it stopped. */
function Standing({ run }: { readonly run: DetectorRun | undefined }) {
  const t = useTranslations("emergence.detectors");
  if (!run) return null;
  const reached = run.total === null ? null : { done: run.done, total: run.total };
  return <p className="mt-0.5 text-xs text-pretty text-ink-2">{run.state === "running" || run.state === "queued" ? t("under", reached ?? { done: 0, total: 0 }) : run.state === "cancelled" ? t("byHand", reached ?? { done: 0, total: 0 }) : t("stopped", { ...(reached ?? { done: 0, total: 0 }), reason: (run.error ?? "").replace(/[.。]$/, "") })}</p>;
}

/** Of a judge's answers what was not used, with each reason; – for those that are no judges. */
function Dropped({ dropped, kind }: { readonly dropped: unknown; readonly kind: string }) {
  const t = useTranslations("emergence.detectors");
  if (kind !== "judge" || typeof dropped !== "object" || dropped === null) return "–";
  const counts = Object.entries(dropped).map(([reason, count]) => ({ reason, count: Number(count) }));
  return (
    <>
      {counts.reduce((sum, { count }) => sum + count, 0)}
      {counts.length > 0 && <ul className="text-xs text-pretty text-ink-2">{counts.map(({ reason, count }) => <li key={reason}>{t("droppedFor", { count, reason: isKnown(reason) ? t(`drop.${DROPPED[reason]}`) : reason })}</li>)}</ul>}
    </>
  );
}

const DROPPED = {
  "the answer holds no JSON": "noJson", "the answer was cut off": "cut", "not a span": "noSpan", "a label that was not asked for": "label", "the quote is empty": "empty", "the quote is not in the text": "absent",
  "the quote stands in several places": "several", "said twice": "twice", "in an excluded range": "excluded",
} as const satisfies Record<DropReason, string>;

const isKnown = (reason: string): reason is DropReason => Object.hasOwn(DROPPED, reason);
