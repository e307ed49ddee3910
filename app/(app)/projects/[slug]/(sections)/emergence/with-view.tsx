import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { isAtLeast } from "@/core/access/role";
import { emergenceView } from "@/features/emergence/loaders";
import type { EmergenceView } from "@/features/emergence/loaders";
import { EmptyState } from "@/ui/empty-state";
import { pageScope } from "@/web/page";
import { ClientMessages } from "../../../../client-messages";

export interface EmergencePageProps {
  readonly params: Promise<{ slug: string }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** What the page and the report have in common: who may look, what is looked at, and what is said while a blind round hides it. */
export async function withView({ params, searchParams }: EmergencePageProps, show: (shown: { readonly slug: string; readonly view: EmergenceView; readonly mayRun: boolean }) => ReactNode) {
  const [{ slug }, search] = await Promise.all([params, searchParams]);
  const { db, actor, project } = await pageScope(slug, "viewer");
  const [t, language] = await Promise.all([getTranslations("emergence"), getLocale()]);
  const view = await emergenceView(db, project.id, actor.membership, { search, language });
  if (view === "blind") return <EmptyState title={t("blindTitle")}>{t("blindText")}</EmptyState>;
  return <ClientMessages of={["emergence"]}>{show({ slug, view, mayRun: isAtLeast(actor.membership.role, "researcher") })}</ClientMessages>;
}
