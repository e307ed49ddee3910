import { Flag as FlagIcon } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { isAtLeast } from "@/core/access/role";
import { FlagList } from "@/features/flags/components/flag-list";
import { flagsFor } from "@/features/flags/loaders";
import { NoPermission } from "@/features/projects/components/no-permission";
import { EmptyState } from "@/ui/empty-state";
import { PageHeader } from "@/ui/page-header";
import { TextLink } from "@/ui/text-link";
import { pageScope } from "@/web/page";
import { ClientMessages } from "../../../../../client-messages";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("flags"))("title") };
}

/** The adjudicator's inbox: what annotators flagged, open ones first. */
export default async function FlagsPage({ params }: { readonly params: Promise<{ slug: string }> }) {
  const [{ slug }, t] = await Promise.all([params, getTranslations("flags")]);
  const { db, actor, project } = await pageScope(slug, "viewer");
  if (!isAtLeast(actor.membership.role, "adjudicator")) return <NoPermission slug={slug} held={actor.membership.role} needed="adjudicator" />;
  const flags = await flagsFor(db, project.id, actor.membership);
  const back = <TextLink href={`/projects/${slug}/adjudication`}>{t("toAdjudication")}</TextLink>;
  if (flags.length === 0) return <EmptyState icon={<FlagIcon size={26} />} title={t("noneTitle")} action={back}>{t("none")}</EmptyState>;
  return (
    <ClientMessages of={["flags"]}>
      <PageHeader title={t("listTitle", { open: flags.filter(({ open }) => open).length })} actions={back}>{t("intro")}</PageHeader>
      <div className="pb-16"><FlagList slug={slug} flags={flags} mayAnswer /></div>
    </ClientMessages>
  );
}
