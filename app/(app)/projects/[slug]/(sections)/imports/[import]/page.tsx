import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { isAtLeast } from "@/core/access/role";
import { ImportReportView } from "@/features/imports/components/import-report";
import { isOver } from "@/features/imports/components/import-state";
import { importReport } from "@/features/imports/loaders";
import { NoPermission } from "@/features/projects/components/no-permission";
import { Breadcrumbs } from "@/ui/breadcrumbs";
import { PageHeader } from "@/ui/page-header";
import { pageScope } from "@/web/page";
import { ClientMessages } from "../../../../../client-messages";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("imports"))("title") };
}

export default async function ImportPage({ params }: { readonly params: Promise<{ slug: string; import: string }> }) {
  const { slug, import: id } = await params;
  const { db, actor, project } = await pageScope(slug, "viewer");
  if (!isAtLeast(actor.membership.role, "researcher")) return <NoPermission slug={slug} held={actor.membership.role} needed="researcher" />;
  const [report, t, shell] = await Promise.all([importReport(db, project.id, id), getTranslations("imports"), getTranslations("shell")]);
  if (!report) notFound();
  const files = report.files.length === 1 ? report.files[0] ?? "" : t("nFiles", { count: report.files.length });
  return (
    <ClientMessages of={["imports"]}>
      <Breadcrumbs label={shell("where")} crumbs={[{ name: t("title"), href: `/projects/${slug}/imports` }, { name: files }]} />
      <PageHeader title={t("reportTitle", { files })}>{isOver(report.state) && `${t("created", { count: report.created })} · ${t(`state.${report.state}`)}`}</PageHeader>
      <ImportReportView slug={slug} report={report} />
    </ClientMessages>
  );
}
