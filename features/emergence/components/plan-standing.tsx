"use client";
import { Lock } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import type { FrozenPlan, PlanDifference } from "@/core/emergence/frozen-plan";
import { Badge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { Moment } from "@/ui/moment";
import { useProblemWords } from "@/ui/problem-words";
import { freezePlan } from "../actions";

/** Whether what is shown was planned beforehand, and where it leaves the plan; who may, freezes what is shown. */
export function PlanStanding({ slug, frozen, outside, plan, mayFreeze }: {
  readonly slug: string; readonly frozen: FrozenPlan | null; readonly outside: readonly PlanDifference[];
  readonly plan: { readonly layer: string; readonly labels: readonly string[]; readonly delta: number; readonly m: number; readonly seed: number }; readonly mayFreeze: boolean;
}) {
  const t = useTranslations("emergence.plan");
  const words = useProblemWords();
  const router = useRouter();
  const [pending, start] = useTransition();
  const [fault, setFault] = useState<string | null>(null);
  const freeze = () => start(async () => {
    const answer = await freezePlan({ slug, ...plan });
    if (answer.ok) { setFault(null); router.refresh(); } else setFault(words.sentence(answer.error));
  });
  return (
    <div className="flex flex-wrap items-center gap-2 text-s text-ink-2 print:hidden">
      {frozen === null ? <span>{t("none")}</span> : <>
        <Badge tone={outside.length === 0 ? "ok" : "warn"}>{t(outside.length === 0 ? "within" : "exploratory")}</Badge>
        <span>{outside.length === 0 ? t("withinText", { hash: frozen.hash.slice(0, 6) }) : t("exploratoryText", { hash: frozen.hash.slice(0, 6), fields: outside.map((field) => t(`field.${field}`)).join(t("comma")) })} {t("frozen", { finished: frozen.finishedBefore })} <Moment at={frozen.frozenAt} /></span>
      </>}
      {mayFreeze && (frozen === null || outside.length > 0) && <Button size="s" tone="plain" icon={<Lock aria-hidden size={12} />} pending={pending} onClick={freeze}>{t("freeze")}</Button>}
      {fault !== null && <span role="alert" className="text-bad">{fault}</span>}
    </div>
  );
}
