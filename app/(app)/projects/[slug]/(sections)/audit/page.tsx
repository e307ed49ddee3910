import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import Link from "next/link";
import { isAtLeast } from "@/core/access/role";
import { NoPermission } from "@/features/projects/components/no-permission";
import { AuditTable } from "@/features/team/components/audit-table";
import { auditView, EVENTS_A_PAGE } from "@/features/team/loaders";
import { buttonLook } from "@/ui/button-look";
import { PageHeader } from "@/ui/page-header";
import { pageScope } from "@/web/page";
import { ClientMessages } from "../../../../client-messages";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("team"))("audit") };
}

export default async function AuditPage({ params, searchParams }: { readonly params: Promise<{ slug: string }>; readonly searchParams: Promise<{ before?: string }> }) {
  const [{ slug }, { before }] = await Promise.all([params, searchParams]);
  const { db, actor, project } = await pageScope(slug, "viewer");
  if (!isAtLeast(actor.membership.role, "researcher")) return <NoPermission slug={slug} held={actor.membership.role} needed="researcher" />;
  const [{ lines, next }, t] = await Promise.all([auditView(db, project.id, actor.membership, before), getTranslations("team")]);
  return (
    <ClientMessages of={["team"]}>
      <PageHeader title={t("audit")}>{t("auditIntro")}</PageHeader>
      <AuditTable lines={lines} footer={next && <p className="flex justify-end py-4"><Link href={`/projects/${slug}/audit?before=${encodeURIComponent(next)}`} className={buttonLook("quiet")}>{t("older", { count: EVENTS_A_PAGE })}</Link></p>} />
    </ClientMessages>
  );
}
