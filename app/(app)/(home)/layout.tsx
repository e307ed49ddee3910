import { getTranslations } from "next-intl/server";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { OwnMenu } from "@/features/account/components/own-menu";
import { ProjectSwitcher } from "@/features/projects/components/project-switcher";
import { switchableProjects } from "@/features/projects/loaders";
import { AppHeader } from "@/ui/app-header";
import { THEME_COOKIE } from "@/ui/theme";
import { signedIn } from "@/web/page";

export default async function HomeLayout({ children }: { readonly children: ReactNode }) {
  const [{ db, actor }, t, jar] = await Promise.all([signedIn(), getTranslations("shell"), cookies()]);
  return (
    <>
      <AppHeader home="/projects" homeLabel={t("home")} skipLabel={t("skip")} place={<ProjectSwitcher current={null} projects={await switchableProjects(db, actor.account.id)} />} own={<OwnMenu name={actor.account.name} theme={jar.get(THEME_COOKIE)?.value} />} />
      <main id="main" className="mx-auto max-w-4xl px-4 sm:px-6">{children}</main>
    </>
  );
}
