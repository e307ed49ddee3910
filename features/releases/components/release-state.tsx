import { useTranslations } from "next-intl";
import { Badge, type BadgeTone } from "@/ui/badge";

/** States of a release (contract.md). */
export type ReleaseState = "building" | "frozen" | "failed" | "cancelled";

const tones: Readonly<Record<ReleaseState, BadgeTone>> = { building: "accent", frozen: "ok", failed: "bad", cancelled: "warn" };

export function ReleaseStateBadge({ state }: { readonly state: ReleaseState }) {
  const t = useTranslations("releases");
  return <Badge tone={tones[state]}>{t(`state.${state}`)}</Badge>;
}
