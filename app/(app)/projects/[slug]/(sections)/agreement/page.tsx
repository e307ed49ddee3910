import type { Metadata } from "next";
import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { AgreementFilter } from "@/features/agreement/components/agreement-filter";
import { AgreementPanel } from "@/features/agreement/components/agreement-panel";
import { CheckpointTable } from "@/features/agreement/components/checkpoint-table";
import { Disagreements } from "@/features/agreement/components/disagreements";
import { LargestList } from "@/features/agreement/components/largest-list";
import { MorePanel } from "@/features/agreement/components/more-panel";
import { UnderWay } from "@/features/agreement/components/under-way";
import { weakLabels } from "@/features/agreement/components/weak-labels";
import { agreementView } from "@/features/agreement/loaders";
import { buttonLook } from "@/ui/button-look";
import { EmptyState } from "@/ui/empty-state";
import { PageHeader } from "@/ui/page-header";
import { pageScope } from "@/web/page";
import { ClientMessages } from "../../../../client-messages";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("agreement"))("title") };
}

export default async function AgreementPage({ params, searchParams }: { readonly params: Promise<{ slug: string }>; readonly searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const { slug } = await params;
  const { db, actor, project } = await pageScope(slug, "adjudicator");
  const search = await searchParams;
  const [view, t] = await Promise.all([agreementView(db, project.id, actor.membership, search, await getLocale()), getTranslations("agreement")]);
  if (view && !view.answer) return <ClientMessages of={["agreement"]}><PageHeader title={t("title")} /><AgreementFilter view={view} /><UnderWay slug={slug} of={view.key} /></ClientMessages>;
  if (!view?.answer || view.answer.panel.traces === 0) {
    return (
      <>
        <PageHeader title={t("title")} />
        {view && <AgreementFilter view={view} />}
        <EmptyState title={t("noneTitle")} action={<Link href={`/projects/${slug}/traces`} className={buttonLook("primary")}>{t("toTraces")}</Link>}>{t("noneText", { alone: view?.answer?.alone ?? 0 })}</EmptyState>
      </>
    );
  }
  const { panel, confusion, alone, withSuggestions, otherVersions, resamples, seed } = view.answer;
  const weak = weakLabels(panel, view.labels);
  const asked = new URLSearchParams(Object.entries(view.query).flatMap(([name, value]) => (value === undefined || name === "gamma" ? [] : [[name, String(value)]])));
  return (
    <>
      <PageHeader title={t("title")} actions={<a href={`/api/v1/projects/${slug}/agreement?${asked.toString()}&gamma=${view.query.gamma}`} className={buttonLook("quiet")}>{t("json")}</a>}>
        {t("lead", { below: weak.length, names: weak.join(", ") })}
      </PageHeader>
      <AgreementFilter view={view} />
      <AgreementPanel panel={panel} labels={view.labels} />
      <p className="mt-3 max-w-[100ch] text-s text-pretty text-ink-2">{t("basis", { annotators: panel.annotators.length, traces: panel.traces, prompts: panel.prompts, steps: panel.steps, resamples, seed })} {t("leftOut", { alone, suggested: withSuggestions, versions: otherVersions })}</p>
      <MorePanel answer={view.answer} labels={view.labels} gammaHref={`/projects/${slug}/agreement?${asked.toString()}&gamma=yes`} />
      <ClientMessages of={["agreement"]}><CheckpointTable answer={view.answer} labels={view.labels} relations={view.relations} /></ClientMessages>
      <LargestList slug={slug} answer={view.answer} view={view} />
      <Disagreements confusion={confusion} labels={view.labels} relationNames={view.relations} />
    </>
  );
}
