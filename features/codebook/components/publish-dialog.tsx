"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Codebook } from "@/core/codebook/codebook";
import type { MigrationStep } from "@/core/codebook/migration-plan";
import { Badge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { ProblemBanner } from "@/ui/problem-banner";
import type { Problem } from "@/ui/problem-words";
import { Select } from "@/ui/select";
import { call } from "@/web/browser-call";
import { type PlannedChange, partOf, targetsOf } from "../planned-change";

/** What publishing does to existing work, with a decision for every removed part that annotations use; then publishes. */
export function PublishDialog({ slug, version, current, draft, changes, onClose, onDone }: {
  readonly slug: string; readonly version: number; readonly current: number; readonly draft: Codebook; readonly changes: readonly PlannedChange[]; readonly onClose: () => void; readonly onDone: () => void;
}) {
  const t = useTranslations("codebook");
  const [decisions, setDecisions] = useState<Readonly<Record<number, string>>>({});
  const [problem, setProblem] = useState<Problem | null>(null);
  const [pending, setPending] = useState(false);

  const undecided = changes.some((change, at) => change.needsDecision && !decisions[at]);
  const publish = async () => {
    const migration = changes.flatMap((change, at): MigrationStep[] => {
      const [part, decision] = [partOf(change), decisions[at]];
      if (!part || !decision) return [];
      return decision === "drop" || decision === "ask-again" ? [{ action: decision, part }] : [{ action: "rename", part, to: decision.slice("to:".length) }];
    });
    setPending(true);
    const answer = await call("POST", `/api/v1/projects/${slug}/codebook/publish`, { migration });
    setPending(false);
    if (answer.ok) onDone();
    else setProblem(answer.error);
  };

  return (
    <Dialog title={t("planTitle", { version })} open width="l" onClose={onClose} footer={<><Button onClick={onClose}>{t("cancel")}</Button><Button tone="primary" pending={pending} disabled={undecided} onClick={() => void publish()}>{t("publish", { version })}</Button></>}>
      <p className="text-pretty">{changes.length === 0 ? t("planSame") : t("planIntro", { version, current })}</p>
      {problem && <ProblemBanner problem={problem} />}
      {changes.length > 0 && (
        <ul className="border-t border-line-strong">
          {changes.map((change, at) => (
            <li key={at} className="grid gap-2 border-b border-line py-2.5 sm:grid-cols-[6rem_minmax(0,1fr)_minmax(0,15rem)] sm:items-center">
              <span><Badge tone={change.kind.endsWith("removed") ? "warn" : "ok"}>{t(change.kind.endsWith("removed") ? "removed" : "added")}</Badge></span>
              <span className="min-w-0"><span className="mono break-all">{[change.label, change.attribute, change.value, change.relation, change.question].filter(Boolean).join(" › ")}</span>
                {change.annotations !== null && <span className="block text-s text-ink-2">{t("usedIn", { count: change.annotations })}</span>}</span>
              {change.needsDecision && (
                <Select label={t("decision")} hideLabel value={decisions[at] ?? ""} onChange={(event) => setDecisions({ ...decisions, [at]: event.currentTarget.value })}
                  options={[{ value: "", name: t("decide"), disabled: true }, { value: "drop", name: t("drop") }, { value: "ask-again", name: t("askAgain") }, ...targetsOf(change, draft).map((target) => ({ value: `to:${target}`, name: t("renameTo", { target }) }))]} />
              )}
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}
