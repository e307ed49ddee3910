import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { CreateProjectForm } from "@/features/projects/components/create-project-form";
import { presetChoices } from "@/features/projects/loaders";
import { Breadcrumbs } from "@/ui/breadcrumbs";
import { PageHeader } from "@/ui/page-header";
import { signedIn } from "@/web/page";
import { ClientMessages } from "../../../client-messages";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("projects"))("newTitle") };
}

export default async function NewProjectPage() {
  await signedIn();
  const [t, shell, locale] = await Promise.all([getTranslations("projects"), getTranslations("shell"), getLocale()]);
  return (
    <>
      <Breadcrumbs label={shell("where")} crumbs={[{ name: t("title"), href: "/projects" }, { name: t("newTitle") }]} />
      <PageHeader title={t("newTitle")} />
      <ClientMessages of={["projects"]}><CreateProjectForm presets={presetChoices(locale)} /></ClientMessages>
    </>
  );
}
