import { GitCompareArrows } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import Link from "next/link";
import { isAtLeast } from "@/core/access/role";
import { AdjudicationTable } from "@/features/adjudication/components/adjudication-table";
import { CompleteAgreed } from "@/features/adjudication/components/complete-agreed";
import { ResultTable } from "@/features/adjudication/components/result-table";
import { adjudicationsView, ownAdjudicated } from "@/features/adjudication/loaders";
import { flagsFor } from "@/features/flags/loaders";
import { ADJUDICATION_FILTERS, type AdjudicationFilter } from "@/features/adjudication/schema";
import { buttonLook } from "@/ui/button-look";
import { EmptyState } from "@/ui/empty-state";
import { PageHeader } from "@/ui/page-header";
import { TextLink } from "@/ui/text-link";
import { pageScope } from "@/web/page";
import { ClientMessages } from "../../../../client-messages";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("adjudication"))("title") };
}

/** Traces that several annotators finished, by state; to annotators those on which a result is there. */
export default async function AdjudicationsPage({ params, searchParams }: { readonly params: Promise<{ slug: string }>; readonly searchParams: Promise<{ state?: string; cursor?: string }> }) {
  const [{ slug }, search, t] = await Promise.all([params, searchParams, getTranslations("adjudication")]);
  const { db, actor, project } = await pageScope(slug, "annotator");
  const own = await ownAdjudicated(db, project.id, actor.membership, isAtLeast(actor.membership.role, "adjudicator") ? undefined : search.cursor);
  const at = (rest: string): string => `/projects/${slug}/adjudication${rest}`;
  const feedback = <ResultTable slug={slug} items={own.items} />;
  if (!isAtLeast(actor.membership.role, "adjudicator")) {
    if (own.items.length === 0) return <EmptyState icon={<GitCompareArrows size={26} />} title={t("noFeedbackTitle")}>{t("noFeedback")}</EmptyState>;
    return (
      <ClientMessages of={["adjudication"]}>
        <PageHeader title={t("feedbackTitle")}>{t("feedbackIntro")}</PageHeader>
        {feedback}
        {own.next && <p className="py-4"><Link className={buttonLook("quiet")} href={at(`?cursor=${encodeURIComponent(own.next)}`)}>{t("more")}</Link></p>}
      </ClientMessages>
    );
  }
  const state: AdjudicationFilter = ADJUDICATION_FILTERS.find((one) => one === search.state) ?? "open";
  const [view, flags] = await Promise.all([adjudicationsView(db, project.id, actor.membership, { state, cursor: search.cursor }), flagsFor(db, project.id, actor.membership)]);
  const waiting = flags.filter((flag) => flag.open).length;
  const { open, begun, done } = view.counts;
  if (open + begun + done === 0) {
    return <EmptyState icon={<GitCompareArrows size={26} />} title={t("emptyTitle")} action={<Link href={waiting > 0 ? at("/flags") : `/projects/${slug}/traces`} className={buttonLook("primary")}>{waiting > 0 ? t("flagsWaiting", { n: waiting }) : t("toTraces")}</Link>}>{t("empty")}</EmptyState>;
  }
  return (
    <ClientMessages of={["adjudication"]}>
      <PageHeader title={t("listTitle", { open })} actions={<Link href={at("/flags")} className={buttonLook("quiet")}>{t("flags")}</Link>}>{t("listIntro", { begun, done })}</PageHeader>
      <nav aria-label={t("states")} className="mb-3 flex gap-1 border-b border-line">
        {ADJUDICATION_FILTERS.map((one) => <Link key={one} href={at(`?state=${one}`)} aria-current={one === state ? "page" : undefined} className="-mb-px inline-flex h-9 items-center gap-1.5 border-b-2 border-transparent px-2 text-ink-2 hover:text-ink aria-[current=page]:border-accent aria-[current=page]:text-ink">{t(`listState.${one}`)}<span className="text-s tabular-nums text-ink-3">{view.counts[one]}</span></Link>)}
      </nav>
      {waiting > 0 && <p className="mb-3"><TextLink href={at("/flags")}>{t("flagsWaiting", { n: waiting })}</TextLink></p>}
      <AdjudicationTable slug={slug} items={view.items} />
      <div className="flex items-center gap-3 py-4">
        {view.next && <Link className={buttonLook("quiet")} href={at(`?state=${state}&cursor=${encodeURIComponent(view.next)}`)}>{t("more")}</Link>}
      </div>
      <CompleteAgreed slug={slug} on={project.settings["completeUnanimous"] === true} mayChange={actor.membership.role === "owner"} />
      {own.items.length > 0 && <section className="pt-8"><h2 className="mb-2 font-serif text-xl">{t("feedbackTitle")}</h2>{feedback}</section>}
    </ClientMessages>
  );
}
