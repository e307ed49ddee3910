import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import Link from "next/link";
import { DeletedProjects } from "@/features/projects/components/deleted-projects";
import { ProjectList } from "@/features/projects/components/project-list";
import { deletedProjects, listedProjects } from "@/features/projects/loaders";
import { buttonLook } from "@/ui/button-look";
import { PageHeader } from "@/ui/page-header";
import { signedIn } from "@/web/page";
import { ClientMessages } from "../../client-messages";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("projects"))("title") };
}

export default async function ProjectsPage() {
  const [{ db, actor, now }, t] = await Promise.all([signedIn(), getTranslations("projects")]);
  const [projects, deleted] = await Promise.all([listedProjects(db, actor.account.id), deletedProjects(db, actor.account, now)]);
  return (
    <>
      <PageHeader title={t("title")} actions={projects.length > 0 && <Link href="/projects/new" className={buttonLook("primary")}>{t("create")}</Link>}>{t("intro")}</PageHeader>
      <ProjectList projects={projects} mayCreate />
      {deleted.length > 0 && <ClientMessages of={["projects"]}><DeletedProjects projects={deleted} /></ClientMessages>}
    </>
  );
}
