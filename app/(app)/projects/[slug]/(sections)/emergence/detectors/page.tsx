import type { Metadata } from "next";
import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { isAtLeast } from "@/core/access/role";
import { DetectorTable } from "@/features/emergence/components/detector-table";
import { JudgeForm } from "@/features/emergence/components/judge-form";
import { LexiconBench } from "@/features/emergence/components/lexicon-bench";
import { detectorsView } from "@/features/emergence/loaders";
import { buttonLook } from "@/ui/button-look";
import { EmptyState } from "@/ui/empty-state";
import { PageHeader } from "@/ui/page-header";
import { pageScope } from "@/web/page";
import { ClientMessages } from "../../../../../client-messages";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("emergence"))("detectors.title") };
}

export default async function DetectorsPage({ params }: { readonly params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const { db, actor, project } = await pageScope(slug, "viewer");
  const [t, language] = await Promise.all([getTranslations("emergence"), getLocale()]);
  const view = await detectorsView(db, project.id, actor.membership, language);
  if (view === "blind") return <EmptyState title={t("blindTitle")}>{t("blindText")}</EmptyState>;
  return (
    <ClientMessages of={["emergence"]}>
      <PageHeader title={t("detectors.title")} actions={<Link href={`/projects/${slug}/emergence`} className={buttonLook("quiet")}>{t("detectors.back")}</Link>}>{t("detectors.lead")}</PageHeader>
      <DetectorTable detectors={view.detectors} runs={view.runs} />
      {isAtLeast(actor.membership.role, "researcher") && <section className="mt-7 border-t border-line-strong pt-5"><h2 className="mb-3 font-serif text-xl font-medium">{t("bench.title")}</h2><LexiconBench slug={slug} lexicons={view.lexicons} looks={view.looks} first={view.preview} /></section>}
      {isAtLeast(actor.membership.role, "researcher") && <section className="mt-7 border-t border-line-strong pt-5 pb-12"><h2 className="font-serif text-xl font-medium">{t("judge.title")}</h2><p className="mt-0.5 mb-3 max-w-[80ch] text-s text-ink-2">{t("judge.lead")}</p><JudgeForm slug={slug} looks={view.looks} allowed={view.judge.allowed} mayAllow={isAtLeast(actor.membership.role, "owner")} hosts={view.judge.hosts} earlier={view.judge.earlier} /></section>}
    </ClientMessages>
  );
}
