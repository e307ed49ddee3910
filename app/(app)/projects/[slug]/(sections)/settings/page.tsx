import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { isAtLeast } from "@/core/access/role";
import { DeleteProject } from "@/features/projects/components/delete-project";
import { NoPermission } from "@/features/projects/components/no-permission";
import { ProjectNameForm } from "@/features/projects/components/project-name-form";
import { ProjectSwitches } from "@/features/projects/components/project-switches";
import { projectSwitches } from "@/features/projects/loaders";
import { RESTORABLE_DAYS } from "@/features/projects/restorable";
import { PageHeader } from "@/ui/page-header";
import { PagePart } from "@/ui/page-part";
import { pageScope } from "@/web/page";
import { ClientMessages } from "../../../../client-messages";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("projects"))("settings") };
}

export default async function SettingsPage({ params }: { readonly params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const { actor, project } = await pageScope(slug, "viewer");
  if (!isAtLeast(actor.membership.role, "owner")) return <NoPermission slug={slug} held={actor.membership.role} needed="owner" />;
  const t = await getTranslations("projects");
  return (
    <ClientMessages of={["projects"]}>
      <PageHeader title={t("settings")}>{t("settingsIntro")}</PageHeader>
      <div className="grid max-w-4xl gap-10 pt-2 pb-16">
        <PagePart id="name" title={t("name")} intro={t("nameIntro", { slug })}><ProjectNameForm slug={slug} name={project.name} /></PagePart>
        <PagePart id="adjudication" title={t("adjudicationPart")}><ProjectSwitches slug={slug} {...projectSwitches(project.settings)} /></PagePart>
        <PagePart id="delete" title={t("deletePart")} intro={t("deleteIntro", { days: RESTORABLE_DAYS })}><DeleteProject slug={slug} name={project.name} days={RESTORABLE_DAYS} /></PagePart>
      </div>
    </ClientMessages>
  );
}
