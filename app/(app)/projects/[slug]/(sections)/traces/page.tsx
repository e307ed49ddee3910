import { FileInput, Waypoints } from "lucide-react";
import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import Link from "next/link";
import { isAtLeast } from "@/core/access/role";
import { PageTurner } from "@/features/traces/components/page-turner";
import { SavedViews } from "@/features/traces/components/saved-views";
import { TraceFilters } from "@/features/traces/components/trace-filters";
import { TraceTable } from "@/features/traces/components/trace-table";
import type { Search } from "@/features/traces/filter-from-search";
import { namedFacets, TRACES_A_PAGE, tracesView } from "@/features/traces/loaders";
import { buttonLook } from "@/ui/button-look";
import { EmptyState } from "@/ui/empty-state";
import { PageHeader } from "@/ui/page-header";
import { pageScope } from "@/web/page";
import { ClientMessages } from "../../../../client-messages";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("traces"))("title") };
}

export default async function TracesPage({ params, searchParams }: { readonly params: Promise<{ slug: string }>; readonly searchParams: Promise<Search> }) {
  const [{ slug }, search] = await Promise.all([params, searchParams]);
  const { db, actor, project } = await pageScope(slug, "viewer");
  const [t, language] = await Promise.all([getTranslations("traces"), getLocale()]);
  const view = await tracesView(db, project.id, actor.membership, { search, language });
  const mayImport = isAtLeast(actor.membership.role, "researcher");
  if (view.total === 0) {
    return <EmptyState icon={<Waypoints size={26} />} title={t("emptyTitle")} action={mayImport && <Link href={`/projects/${slug}/imports`} className={buttonLook("primary")}>{t("import")}</Link>}>{t(mayImport ? "emptyResearcher" : "emptyOther")}</EmptyState>;
  }
  const following = view.lines.find(({ state }) => state === "unclaimed" || state === "in_progress") ?? view.lines[0];
  return (
    <ClientMessages of={["traces"]}>
      <PageHeader title={t("title")} actions={<>
        <SavedViews slug={slug} views={view.views} />
        {following && <Link href={`/projects/${slug}/traces/${following.id}`} prefetch={false} title={t("nextHint")} className={buttonLook("quiet")}>{t("next")}</Link>}
        {mayImport && <Link href={`/projects/${slug}/imports`} className={buttonLook("quiet")}><FileInput aria-hidden size={14} />{t("import")}</Link>}
      </>}>
        {view.filtered ? t("countOf", { count: view.matching }) : t("count", { count: view.total })}
      </PageHeader>
      {view.blind && <p className="pb-3 text-s text-ink-2">{t("someHidden")}</p>}
      <TraceTable slug={slug} rows={view.lines} tools={<TraceFilters facets={namedFacets(view.facets, t)} withLength />} empty={<EmptyState within title={t("noMatchTitle")}>{t("noMatch")}</EmptyState>} footer={<PageTurner next={view.next} size={TRACES_A_PAGE} shown={view.lines.length} />} />
    </ClientMessages>
  );
}
