import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { ReportPage } from "@/features/emergence/components/report-page";
import { emergenceView } from "@/features/emergence/loaders";
import { EmptyState } from "@/ui/empty-state";
import { pageScope } from "@/web/page";
import { ClientMessages } from "../../../../../client-messages";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("emergence"))("report.title") };
}

export default async function Page({ params, searchParams }: { readonly params: Promise<{ slug: string }>; readonly searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const [{ slug }, search] = await Promise.all([params, searchParams]);
  const { db, actor, project } = await pageScope(slug, "viewer");
  const [t, language] = await Promise.all([getTranslations("emergence"), getLocale()]);
  const view = await emergenceView(db, project.id, actor.membership, { search, language });
  if (view === "blind") return <EmptyState title={t("blindTitle")}>{t("blindText")}</EmptyState>;
  return <ClientMessages of={["emergence"]}><ReportPage view={view} /></ClientMessages>;
}
