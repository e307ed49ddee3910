import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import Link from "next/link";
import { isAtLeast } from "@/core/access/role";
import { ImportTable } from "@/features/imports/components/import-table";
import { ImportWizard } from "@/features/imports/components/import-wizard";
import { importLines } from "@/features/imports/loaders";
import { NoPermission } from "@/features/projects/components/no-permission";
import { buttonLook } from "@/ui/button-look";
import { PageHeader } from "@/ui/page-header";
import { pageScope } from "@/web/page";
import { ClientMessages } from "../../../../client-messages";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("imports"))("title") };
}

export default async function ImportsPage({ params }: { readonly params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const { db, actor, project } = await pageScope(slug, "viewer");
  if (!isAtLeast(actor.membership.role, "researcher")) return <NoPermission slug={slug} held={actor.membership.role} needed="researcher" />;
  const [lines, t] = await Promise.all([importLines(db, project.id), getTranslations("imports")]);
  return (
    <ClientMessages of={["imports"]}>
      <PageHeader title={t("title")} actions={lines.length > 0 && <Link href={`/projects/${slug}/imports/near-duplicates`} className={buttonLook("quiet")}>{t("near.link")}</Link>}>{t("intro")}</PageHeader>
      <ImportWizard slug={slug} />
      <section aria-labelledby="past" className="pt-10 pb-16">
        <h2 id="past" className="font-serif text-xl">{t("past")}</h2>
        {lines.length === 0 ? <p className="pt-2 text-ink-2">{t("none")}</p> : <ImportTable slug={slug} lines={lines} />}
      </section>
    </ClientMessages>
  );
}
