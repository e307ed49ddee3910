import { ChartSpline } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { isAtLeast } from "@/core/access/role";
import { EmergencePage } from "@/features/emergence/components/emergence-page";
import { emergenceView } from "@/features/emergence/loaders";
import { buttonLook } from "@/ui/button-look";
import { EmptyState } from "@/ui/empty-state";
import { pageScope } from "@/web/page";
import { ClientMessages } from "../../../../client-messages";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("emergence"))("title") };
}

export default async function Page({ params, searchParams }: { readonly params: Promise<{ slug: string }>; readonly searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const [{ slug }, search] = await Promise.all([params, searchParams]);
  const { db, actor, project } = await pageScope(slug, "viewer");
  const [t, language] = await Promise.all([getTranslations("emergence"), getLocale()]);
  const view = await emergenceView(db, project.id, actor.membership, { search, language });
  if (view === "blind") return <EmptyState title={t("blindTitle")}>{t("blindText")}</EmptyState>;
  const mayRun = isAtLeast(actor.membership.role, "researcher");
  return (
    <ClientMessages of={["emergence"]}>
      {view.measured.reason === "no traces"
        ? <EmptyState icon={<ChartSpline size={26} />} title={t("gap.noTraces")} action={mayRun && <Link href={`/projects/${slug}/imports`} className={buttonLook("primary")}>{t("toImports")}</Link>}>{t("gap.noTracesText")}</EmptyState>
        : <EmergencePage slug={slug} view={view} mayRun={mayRun} />}
    </ClientMessages>
  );
}
