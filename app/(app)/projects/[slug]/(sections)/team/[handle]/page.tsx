import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { FiguresView } from "@/features/team/components/figures-view";
import { memberFiguresView } from "@/features/team/loaders";
import { EmptyState } from "@/ui/empty-state";
import { PageHeader } from "@/ui/page-header";
import { TextLink } from "@/ui/text-link";
import { pageScope } from "@/web/page";

interface Props {
  readonly params: Promise<{ slug: string; handle: string }>;
  readonly searchParams: Promise<{ pass?: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await getTranslations("team"))("figuresOf", { handle: decodeURIComponent((await params).handle) }) };
}

/** One person's figures; nobody sees them but that person and the project's owners. */
export default async function MemberPage({ params, searchParams }: Props) {
  const [{ slug, handle }, { pass }, t] = await Promise.all([params, searchParams, getTranslations("team")]);
  const { db, actor, project } = await pageScope(slug, "viewer");
  const view = await memberFiguresView(db, project.id, actor.membership, decodeURIComponent(handle), pass === "truth" ? "truth" : "behaviour");
  if (!view) notFound();
  const back = <TextLink href={`/projects/${slug}/team`}>{t("title")}</TextLink>;
  if (view.figures.all.items === 0) return <EmptyState title={t("noFiguresTitle", { handle: view.handle })} action={back}>{t("noFigures")}</EmptyState>;
  return <><PageHeader title={t("figuresOf", { handle: view.handle })} actions={back}>{t("figuresIntro")}</PageHeader><FiguresView figures={view.figures} /></>;
}
