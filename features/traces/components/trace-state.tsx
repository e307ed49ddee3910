import { Check, CheckCheck, CircleDashed, Pencil, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { Badge, type BadgeTone } from "@/ui/badge";

/** Derived state of a trace (contract.md). */
export const TRACE_STATES = ["unclaimed", "in_progress", "finished", "disagreeing", "adjudicated"] as const;
export type TraceState = (typeof TRACE_STATES)[number];

const looks: Readonly<Record<TraceState, readonly [tone: BadgeTone, Icon: typeof Check]>> = {
  unclaimed: ["neutral", CircleDashed], in_progress: ["accent", Pencil], finished: ["ok", Check], disagreeing: ["warn", TriangleAlert], adjudicated: ["ok", CheckCheck],
};

/** How far the work on a trace is: word, glyph and tone. */
export function TraceStateBadge({ state }: { readonly state: TraceState }) {
  const t = useTranslations("traces");
  const [tone, Icon] = looks[state];
  return <Badge tone={tone} icon={<Icon aria-hidden size={11} />}>{t(`state.${state}`)}</Badge>;
}
