import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { isAtLeast } from "@/core/access/role";
import { NoPermission } from "@/features/projects/components/no-permission";
import { FreezeForm } from "@/features/releases/components/freeze-form";
import { freezePreview } from "@/features/releases/loaders";
import { TraceFilters } from "@/features/traces/components/trace-filters";
import { filterFromSearch, type Search } from "@/features/traces/filter-from-search";
import { namedFacets, tracesView } from "@/features/traces/loaders";
import { Breadcrumbs } from "@/ui/breadcrumbs";
import { PageHeader } from "@/ui/page-header";
import { pageScope } from "@/web/page";
import { ClientMessages } from "../../../../../client-messages";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("releases"))("freezeTitle") };
}

export default async function FreezePage({ params, searchParams }: { readonly params: Promise<{ slug: string }>; readonly searchParams: Promise<Search> }) {
  const [{ slug }, search] = await Promise.all([params, searchParams]);
  const { db, actor, project } = await pageScope(slug, "viewer");
  if (!isAtLeast(actor.membership.role, "researcher")) return <NoPermission slug={slug} held={actor.membership.role} needed="researcher" />;
  const [t, traces, shell, language] = await Promise.all([getTranslations("releases"), getTranslations("traces"), getTranslations("shell"), getLocale()]);
  const layer = typeof search["layer"] === "string" ? search["layer"] : "all";
  const filter = filterFromSearch(search);
  const [view, { counts, layers }] = await Promise.all([tracesView(db, project.id, actor.membership, { search, language }), freezePreview(db, project.id, layer, filter)]);
  const named = (one: string) => {
    const [kind = "", ...rest] = one.split(":");
    return rest.length > 0 ? t(`layer.${kind}`, { of: rest.join(":") }) : t(`layer.${one}`);
  };
  return (
    <ClientMessages of={["releases", "traces"]}>
      <Breadcrumbs label={shell("where")} crumbs={[{ name: t("title"), href: `/projects/${slug}/releases` }, { name: t("freezeTitle") }]} />
      <PageHeader title={t("freezeTitle")}>{t("freezeIntro")}</PageHeader>
      <div className="mb-5 flex border-y border-line py-2"><TraceFilters facets={namedFacets(view.facets, traces)} withLength keep={["layer"]} /></div>
      <FreezeForm slug={slug} layers={layers.map((one) => ({ layer: one, name: named(one) }))} filter={{ ...filter }} counts={counts} />
    </ClientMessages>
  );
}
