"use client";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/ui/button";
import { buttonLook } from "@/ui/button-look";
import { Moment } from "@/ui/moment";
import { ProblemBanner } from "@/ui/problem-banner";
import type { Problem } from "@/ui/problem-words";
import { announce } from "@/ui/toast";
import { call } from "@/web/browser-call";
import type { OwnClaim } from "../own-work";

/** What is in one's hands: to go on with, or to hand back to the queue. */
export function ClaimsInHand({ slug, claims }: { readonly slug: string; readonly claims: readonly OwnClaim[] }) {
  const t = useTranslations("rounds");
  const router = useRouter();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [pending, setPending] = useState<string | null>(null);
  const handBack = async ({ assignment, title }: OwnClaim): Promise<void> => {
    setPending(assignment);
    const answer = await call("POST", `/api/v1/projects/${slug}/queue/${encodeURIComponent(assignment)}/release`);
    setPending(null);
    setProblem(answer.ok ? null : answer.error);
    if (answer.ok) announce({ tone: "ok", text: t("own.handedBack", { trace: title }) });
    router.refresh();
  };
  if (claims.length === 0 && problem === null) return null;
  return (
    <section aria-labelledby="in-hand" className="pb-8">
      <h2 id="in-hand" className="mb-2 font-serif text-xl">{t("own.inHand")}</h2>
      {problem && <ProblemBanner problem={problem} />}
      <ul className="border-t border-line-strong">
        {claims.map((claim) => (
          <li key={claim.assignment} className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line py-2.5">
            <span className="min-w-0 flex-1"><span className="font-serif text-l">{claim.title}</span> <span className="text-ink-2">{claim.round ?? t("own.adHoc")} · {t(`pass.${claim.pass}`)} · {t(claim.begun ? "own.begun" : "own.untouched")}</span></span>
            <span className="text-s text-ink-2" >{claim.late ? t("own.late") : t.rich("own.ends", { when: () => <Moment at={claim.leaseUntil} /> })}</span>
            <Link className={buttonLook("quiet", "s")} href={`/projects/${slug}/traces/${encodeURIComponent(claim.traceId)}?assignment=${encodeURIComponent(claim.assignment)}`}>{t("own.goOn")}<span className="sr-only"> {claim.title}</span></Link>
            <Button size="s" pending={pending === claim.assignment} onClick={() => void handBack(claim)}>{t("own.handBack")}<span className="sr-only"> {claim.title}</span></Button>
          </li>
        ))}
      </ul>
      <p className="pt-2 text-s text-ink-2">{t("own.handBackHint")}</p>
    </section>
  );
}
