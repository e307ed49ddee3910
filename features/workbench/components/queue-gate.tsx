"use client";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/ui/button";
import { buttonLook } from "@/ui/button-look";
import { EmptyState } from "@/ui/empty-state";
import { claimNext } from "../queue-client";
import { BlindGuess } from "./blind-guess";

/** What of the truth pass nobody can claim yet, and whether the reader may adjudicate. */
export interface Waiting {
  readonly behaviour: number;
  readonly adjudication: number;
  readonly settles: boolean;
}

/** Claims the next trace once and goes there; says so when the queue is done, waits for others or is out of reach. */
export function QueueGate({ slug, project, waiting }: { readonly slug: string; readonly project: string; readonly waiting: Waiting }) {
  const t = useTranslations("workbench");
  const router = useRouter();
  const [state, setState] = useState<"claiming" | "done" | "unreachable">("claiming");
  const [attempt, setAttempt] = useState(0);
  const asked = useRef(-1);
  useEffect(() => {
    if (asked.current === attempt) return;
    asked.current = attempt;
    void claimNext(slug).then((next) => {
      if (next === null) setState("done");
      else if (next === "unreachable") setState("unreachable");
      else router.replace(`/projects/${slug}/traces/${encodeURIComponent(next.trace)}?assignment=${encodeURIComponent(next.assignment ?? "")}`);
    });
  }, [slug, router, attempt]);
  const waits = waiting.behaviour + waiting.adjudication > 0;
  const settle = waiting.settles && waiting.adjudication > 0 && <Link href={`/projects/${slug}/adjudication`} className={buttonLook("primary")}>{t("toAdjudication")}</Link>;
  const work = <Link href={`/projects/${slug}/work`} className={buttonLook("quiet")}>{t("myWork")}</Link>;
  const back = <Link href={`/projects/${slug}/traces`} className={buttonLook("quiet")}>{t("allTraces", { project })}</Link>;
  return (
    <main className="grid min-h-dvh place-items-center p-6">
      {state === "claiming" && <p className="late text-ink-2" role="status">{t("openingNext")}</p>}
      {state === "done" && <EmptyState title={t(waits ? "queueWaitsTitle" : "queueDoneTitle")} action={<>{settle}{work}{back}<BlindGuess slug={slug} /></>}>{waits ? t("queueWaits", { behaviour: waiting.behaviour, adjudication: waiting.adjudication }) : t("queueDoneHint")}</EmptyState>}
      {state === "unreachable" && <EmptyState title={t("queueUnreachable")} action={<Button tone="primary" onClick={() => { setState("claiming"); setAttempt((count) => count + 1); }}>{t("tryAgain")}</Button>}>{back}</EmptyState>}
    </main>
  );
}
