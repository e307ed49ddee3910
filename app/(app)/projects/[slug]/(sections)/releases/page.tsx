import { Archive } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import Link from "next/link";
import { isAtLeast } from "@/core/access/role";
import { NoPermission } from "@/features/projects/components/no-permission";
import { ReleaseTable } from "@/features/releases/components/release-table";
import { releaseLines } from "@/features/releases/loaders";
import { buttonLook } from "@/ui/button-look";
import { EmptyState } from "@/ui/empty-state";
import { PageHeader } from "@/ui/page-header";
import { pageScope } from "@/web/page";
import { ClientMessages } from "../../../../client-messages";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("releases"))("title") };
}

export default async function ReleasesPage({ params }: { readonly params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const { db, actor, project } = await pageScope(slug, "viewer");
  if (!isAtLeast(actor.membership.role, "researcher")) return <NoPermission slug={slug} held={actor.membership.role} needed="researcher" />;
  const [lines, t] = await Promise.all([releaseLines(db, project.id), getTranslations("releases")]);
  const begin = <Link href={`/projects/${slug}/releases/new`} className={buttonLook("primary")}>{t("new")}</Link>;
  if (lines.length === 0) return <EmptyState icon={<Archive size={26} />} title={t("emptyTitle")} action={begin}>{t("empty")}</EmptyState>;
  return (
    <ClientMessages of={["releases"]}>
      <PageHeader title={t("title")} actions={<>{lines.filter(({ state }) => state === "frozen").length > 1 && <Link href={`/projects/${slug}/releases/compare`} className={buttonLook("quiet")}>{t("compare")}</Link>}{begin}</>}>{t("intro")}</PageHeader>
      <div className="pb-16"><ReleaseTable slug={slug} lines={lines} /></div>
    </ClientMessages>
  );
}
