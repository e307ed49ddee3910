import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { isAtLeast } from "@/core/access/role";
import { AlikeGroups } from "@/features/near-duplicates/components/alike-groups";
import { LookAgain } from "@/features/near-duplicates/components/look-again";
import { isBlind, newestReport } from "@/features/near-duplicates/newest-report";
import { NoPermission } from "@/features/projects/components/no-permission";
import { Banner } from "@/ui/banner";
import { Breadcrumbs } from "@/ui/breadcrumbs";
import { PageHeader } from "@/ui/page-header";
import { pageScope } from "@/web/page";
import { ClientMessages } from "../../../../../client-messages";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("imports"))("near.title") };
}

export default async function NearDuplicatesPage({ params }: { readonly params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const { db, actor, project } = await pageScope(slug, "viewer");
  if (!isAtLeast(actor.membership.role, "researcher")) return <NoPermission slug={slug} held={actor.membership.role} needed="researcher" />;
  const [blind, newest, t, shell] = await Promise.all([isBlind(db, project.id, actor.membership), newestReport(db, project.id), getTranslations("imports"), getTranslations("shell")]);
  const running = newest !== null && ["queued", "running"].includes(newest.state);
  return (
    <ClientMessages of={["imports"]}>
      <Breadcrumbs label={shell("where")} crumbs={[{ name: t("title"), href: `/projects/${slug}/imports` }, { name: t("near.title") }]} />
      <PageHeader title={t("near.title")}>{t("near.intro", { threshold: newest?.report?.threshold ?? 0.8 })}</PageHeader>
      {blind ? <Banner tone="info" title={t("near.blind")} /> : (
        <>
          <LookAgain slug={slug} running={running} first={newest === null} compared={newest?.compared ?? 0} />
          {newest?.state === "failed" && <Banner tone="bad" title={t("near.failed")}>{newest.error}</Banner>}
          {newest?.report && <AlikeGroups slug={slug} report={newest.report} />}
        </>
      )}
    </ClientMessages>
  );
}
