import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { isAtLeast } from "@/core/access/role";
import { NoPermission } from "@/features/projects/components/no-permission";
import { compareReleases } from "@/features/releases/compare";
import { CompareChoice } from "@/features/releases/components/compare-choice";
import { ComparisonView } from "@/features/releases/components/comparison-view";
import { releaseLines } from "@/features/releases/loaders";
import { Breadcrumbs } from "@/ui/breadcrumbs";
import { PageHeader } from "@/ui/page-header";
import { pageScope } from "@/web/page";
import { ClientMessages } from "../../../../../client-messages";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("releases"))("compareTitle") };
}

export default async function ComparePage({ params, searchParams }: { readonly params: Promise<{ slug: string }>; readonly searchParams: Promise<Readonly<Record<string, string | readonly string[] | undefined>>> }) {
  const [{ slug }, search] = await Promise.all([params, searchParams]);
  const { db, actor, project } = await pageScope(slug, "viewer");
  if (!isAtLeast(actor.membership.role, "researcher")) return <NoPermission slug={slug} held={actor.membership.role} needed="researcher" />;
  const [lines, t, shell] = await Promise.all([releaseLines(db, project.id), getTranslations("releases"), getTranslations("shell")]);
  const frozen = lines.filter(({ state }) => state === "frozen");
  const chosen = (name: string, otherwise: string | undefined): string => frozen.find(({ id }) => id === search[name])?.id ?? otherwise ?? "";
  const [first, second] = [chosen("first", frozen[1]?.id), chosen("second", frozen[0]?.id)];
  const comparison = first !== "" && second !== "" ? await compareReleases(db, project.id, first, second) : null;
  return (
    <ClientMessages of={["releases"]}>
      <Breadcrumbs label={shell("where")} crumbs={[{ name: t("title"), href: `/projects/${slug}/releases` }, { name: t("compareTitle") }]} />
      <PageHeader title={t("compareTitle")}>{frozen.length < 2 ? t("compareNone") : t("compareIntro")}</PageHeader>
      {frozen.length >= 2 && <CompareChoice slug={slug} releases={frozen} first={first} second={second} />}
      {comparison && <ComparisonView comparison={comparison} />}
    </ClientMessages>
  );
}
