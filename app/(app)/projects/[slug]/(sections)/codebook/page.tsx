import type { Metadata } from "next";
import { getFormatter, getLocale, getTranslations } from "next-intl/server";
import Link from "next/link";
import { notFound } from "next/navigation";
import { isAtLeast } from "@/core/access/role";
import { inLanguage } from "@/core/codebook/localized";
import { CodebookView } from "@/features/codebook/components/codebook-view";
import { ExportCodebook } from "@/features/codebook/components/export-codebook";
import { codebookPage } from "@/features/codebook/loaders";
import { buttonLook } from "@/ui/button-look";
import { PageHeader } from "@/ui/page-header";
import { pageScope } from "@/web/page";
import { ClientMessages } from "../../../../client-messages";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("codebook"))("title") };
}

export default async function CodebookPage({ params, searchParams }: { readonly params: Promise<{ slug: string }>; readonly searchParams: Promise<{ version?: string }> }) {
  const [{ slug }, { version }] = await Promise.all([params, searchParams]);
  const { db, actor, project } = await pageScope(slug, "viewer");
  const [page, t, locale, format] = await Promise.all([codebookPage(db, project.id, version === undefined ? null : Number(version)), getTranslations("codebook"), getLocale(), getFormatter()]);
  if (!page) notFound();
  const { shown, versions } = page;
  const mayEdit = isAtLeast(actor.membership.role, "researcher");
  const day = (date: Date) => format.dateTime(date, { dateStyle: "medium" });
  return (
    <>
      <PageHeader title={t("title")} actions={<>
        <ClientMessages of={["codebook"]}><ExportCodebook codebook={shown.body} version={shown.version} /></ClientMessages>
        {mayEdit && <Link href={`/projects/${slug}/codebook/draft`} className={buttonLook("primary")}>{t(page.hasDraft ? "editDraft" : "startDraft")}</Link>}
      </>}>
        {t("intro", { title: inLanguage(shown.body.title, locale), version: shown.version, date: shown.published ? day(shown.published) : "–" })}
      </PageHeader>
      {versions.filter((one) => one.published).length > 1 && (
        <nav aria-label={t("versions")} className="mb-5 flex flex-wrap gap-2">
          {versions.filter((one) => one.published).map((one) => <Link key={one.id} href={`/projects/${slug}/codebook?version=${one.version}`} aria-current={one.id === shown.id ? "page" : undefined} className="rounded-m border border-line-strong bg-paper px-2 py-0.5 text-s hover:bg-sunken aria-[current=page]:border-accent aria-[current=page]:bg-accent-soft">{t("version", { version: one.version })}</Link>)}
        </nav>
      )}
      <CodebookView codebook={shown.body} />
    </>
  );
}
