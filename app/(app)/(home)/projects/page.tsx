import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import Link from "next/link";
import { ProjectList } from "@/features/projects/components/project-list";
import { listedProjects } from "@/features/projects/loaders";
import { buttonLook } from "@/ui/button-look";
import { PageHeader } from "@/ui/page-header";
import { signedIn } from "@/web/page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("projects"))("title") };
}

export default async function ProjectsPage() {
  const [{ db, actor }, t] = await Promise.all([signedIn(), getTranslations("projects")]);
  const projects = await listedProjects(db, actor.account.id);
  return (
    <>
      <PageHeader title={t("title")} actions={projects.length > 0 && <Link href="/projects/new" className={buttonLook("primary")}>{t("create")}</Link>}>{t("intro")}</PageHeader>
      <ProjectList projects={projects} mayCreate />
    </>
  );
}
