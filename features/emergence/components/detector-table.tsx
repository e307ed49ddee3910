import { useTranslations } from "next-intl";
import type { Detector } from "@/data/detector-runs";
import { Badge } from "@/ui/badge";
import { Moment } from "@/ui/moment";

/** Every automatic labeller of the project by name and version. */
export function DetectorTable({ detectors }: { readonly detectors: readonly Detector[] }) {
  const t = useTranslations("emergence.detectors");
  if (detectors.length === 0) return <p className="text-ink-2">{t("none")}</p>;
  return (
    <table className="w-full max-w-220 text-s tabular-nums">
      <thead><tr className="border-b border-line-strong text-left text-ink-2">{(["name", "version", "kind", "state", "traces", "cost", "dropped", "made"] as const).map((column) => <th key={column} scope="col" className="px-2 py-1.5 font-[550]">{t(column)}</th>)}</tr></thead>
      <tbody>
        {detectors.map(({ id, name, version, kind, complete, traces, createdAt, config }) => (
          <tr key={id} className="border-b border-line">
            <th scope="row" className="px-2 py-1.5 text-left font-[550]">{name}</th><td className="mono px-2">{version}</td><td className="px-2">{t(`kinds.${kind}`)}</td>
            <td className="px-2"><Badge tone={complete ? "ok" : "warn"}>{t(complete ? "complete" : "partial")}</Badge></td><td className="px-2">{traces}</td><td className="px-2">{typeof config.cost === "number" ? config.cost.toFixed(config.cost < 1 ? 4 : 2) : "–"}</td><td className="px-2">{droppedOf(config.dropped, kind)}</td><td className="px-2"><Moment at={createdAt.toISOString()} /></td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Spans of a judge's answers that were not used, of all reasons together. */
const droppedOf = (dropped: unknown, kind: string): string =>
  kind !== "judge" || typeof dropped !== "object" || dropped === null ? "–" : String(Object.values(dropped).reduce((sum: number, each) => sum + Number(each), 0));
