import { useTranslations } from "next-intl";
import { Badge, type BadgeTone } from "@/ui/badge";

/** States of an import (contract.md). */
export type ImportState = "uploading" | "planned" | "queued" | "running" | "done" | "failed" | "cancelled";

const tones: Readonly<Record<ImportState, BadgeTone>> = { uploading: "neutral", planned: "neutral", queued: "neutral", running: "accent", done: "ok", failed: "bad", cancelled: "warn" };

export const isOver = (state: ImportState): boolean => state === "done" || state === "failed" || state === "cancelled";

export function ImportStateBadge({ state }: { readonly state: ImportState }) {
  const t = useTranslations("imports");
  return <Badge tone={tones[state]}>{t(`state.${state}`)}</Badge>;
}
