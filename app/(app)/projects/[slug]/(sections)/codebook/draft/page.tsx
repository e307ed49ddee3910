import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { isAtLeast } from "@/core/access/role";
import { DraftEditor } from "@/features/codebook/components/draft-editor";
import { draftPage } from "@/features/codebook/loaders";
import { NoPermission } from "@/features/projects/components/no-permission";
import { Breadcrumbs } from "@/ui/breadcrumbs";
import { PageHeader } from "@/ui/page-header";
import { pageScope } from "@/web/page";
import { ClientMessages } from "../../../../../client-messages";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("codebook"))("draft") };
}

export default async function DraftPage({ params }: { readonly params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const { db, actor, project } = await pageScope(slug, "viewer");
  if (!isAtLeast(actor.membership.role, "researcher")) return <NoPermission slug={slug} held={actor.membership.role} needed="researcher" />;
  const [page, t, shell, locale] = await Promise.all([draftPage(db, project.id), getTranslations("codebook"), getTranslations("shell"), getLocale()]);
  if (!page) notFound();
  return (
    <ClientMessages of={["codebook"]}>
      <Breadcrumbs label={shell("where")} crumbs={[{ name: t("title"), href: `/projects/${slug}/codebook` }, { name: t("draft") }]} />
      <PageHeader title={t("editorTitle", { version: page.version })}>{t("editorIntro", { current: page.current.version })}</PageHeader>
      <DraftEditor slug={slug} start={page.body} version={page.version} current={page.current.version} locale={locale} />
    </ClientMessages>
  );
}
