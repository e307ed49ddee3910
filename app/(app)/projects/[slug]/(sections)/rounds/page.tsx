import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import Link from "next/link";
import { isAtLeast } from "@/core/access/role";
import { NoPermission } from "@/features/projects/components/no-permission";
import { RoundForm } from "@/features/rounds/components/round-form";
import { RoundList } from "@/features/rounds/components/round-list";
import { roundsView } from "@/features/rounds/loaders";
import { buttonLook } from "@/ui/button-look";
import { EmptyState } from "@/ui/empty-state";
import { PageHeader } from "@/ui/page-header";
import { pageScope } from "@/web/page";
import { ClientMessages } from "../../../../client-messages";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("rounds"))("title") };
}

/** Rounds with their progress, and the design of the next one. */
export default async function RoundsPage({ params }: { readonly params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const { db, actor, project } = await pageScope(slug, "viewer");
  if (!isAtLeast(actor.membership.role, "researcher")) return <NoPermission slug={slug} held={actor.membership.role} needed="researcher" />;
  const [view, t] = await Promise.all([roundsView(db, project.id), getTranslations("rounds")]);
  if (!view.published) return <EmptyState title={t("noCodebookTitle")} action={<Link href={`/projects/${slug}/codebook`} className={buttonLook("primary")}>{t("toCodebook")}</Link>}>{t("noCodebook")}</EmptyState>;
  if (view.traces === 0) return <EmptyState title={t("noTracesTitle")} action={<Link href={`/projects/${slug}/imports`} className={buttonLook("primary")}>{t("toImports")}</Link>}>{t("noTraces")}</EmptyState>;
  return (
    <ClientMessages of={["rounds"]}>
      <PageHeader title={t("title")}>{t("intro")}</PageHeader>
      {view.lines.length > 0 && <div className="pb-8"><RoundList slug={slug} lines={view.lines} annotators={view.annotators} /></div>}
      <section className="border-t border-line-strong pt-5 pb-16">
        <h2 className="mb-4 font-serif text-xl">{t("newTitle")}</h2>
        <RoundForm slug={slug} annotators={view.annotators} traces={view.traces} gold={view.gold} />
      </section>
    </ClientMessages>
  );
}
