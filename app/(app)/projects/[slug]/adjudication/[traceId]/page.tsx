import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import Link from "next/link";
import { notFound } from "next/navigation";
import { isAtLeast } from "@/core/access/role";
import { Adjudicator } from "@/features/adjudication/components/adjudicator";
import { Feedback } from "@/features/adjudication/components/feedback";
import { benchView, feedbackView } from "@/features/adjudication/loaders";
import { buttonLook } from "@/ui/button-look";
import { EmptyState } from "@/ui/empty-state";
import { pageScope } from "@/web/page";
import { ClientMessages } from "../../../../client-messages";
import { ProjectFrame } from "../../project-frame";

interface Props {
  readonly params: Promise<{ slug: string; traceId: string }>;
  readonly searchParams: Promise<{ pass?: string; view?: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("adjudication"))("title") };
}

/** One trace: for adjudicators what differs and what to do about it; for its annotators what became of their work. */
export default async function AdjudicationPage({ params, searchParams }: Props) {
  const [{ slug, traceId }, search, t] = await Promise.all([params, searchParams, getTranslations("adjudication")]);
  const { db, actor, project } = await pageScope(slug, "annotator");
  const pass = search.pass === "truth" ? "truth" : "behaviour";
  const back = <Link href={`/projects/${slug}/adjudication`} className={buttonLook("primary")}>{t("toList")}</Link>;
  if (!isAtLeast(actor.membership.role, "adjudicator") || search.view === "feedback") {
    const view = await feedbackView(db, project.id, actor.membership, traceId, pass);
    return <ProjectFrame slug={slug}>{view ? <Feedback slug={slug} view={view} /> : <EmptyState title={t("noFeedbackTitle")} action={back}>{t("noFeedback")}</EmptyState>}</ProjectFrame>;
  }
  const view = await benchView(db, project.id, actor.membership, traceId, pass);
  if (view === "hidden") return <ProjectFrame slug={slug}><EmptyState title={t("blindTitle")} action={back}>{t("blind")}</EmptyState></ProjectFrame>;
  if (!view) notFound();
  return <ClientMessages of={["adjudication"]}><Adjudicator key={`${traceId} ${pass}`} slug={slug} account={actor.account.id} view={view} /></ClientMessages>;
}
