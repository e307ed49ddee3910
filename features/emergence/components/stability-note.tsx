import { TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import type { DetectorCheck, Stability } from "@/core/emergence/detector-check";
import { percent, signed } from "../figures/numbers";

/** Whether the detector holds still, in words: no evidence of drift is not stability. */
export function StabilityNote({ check, ordered }: { readonly check: DetectorCheck; readonly ordered: boolean }) {
  const t = useTranslations("emergence");
  if (!ordered) return <p className="mt-2 max-w-140 text-s text-pretty">{t("stability.unordered")}</p>;
  const { sensitivityChange, specificityChange, apparent } = check;
  const sentence = (name: string, stability: Stability | null) => (stability === null ? t("stability.unknown", { name }) : t(`stability.${stability.verdict === "not shown" ? "notShown" : stability.verdict}`, { name, change: signed(stability.change), low: signed(stability.low), high: signed(stability.high) }));
  const moves = specificityChange?.verdict === "moves" || sensitivityChange?.verdict === "moves";
  return (
    <p className="mt-2 grid max-w-140 grid-cols-[20px_1fr] text-s text-pretty">
      {moves ? <TriangleAlert aria-hidden size={14} className="mt-0.5 text-warn" /> : <span />}
      <span>{sentence(t("specificity"), specificityChange)} {sentence(t("sensitivity"), sensitivityChange)} {moves && apparent && t("stability.apparent", { from: percent(apparent.from), to: percent(apparent.to) })}</span>
    </p>
  );
}
