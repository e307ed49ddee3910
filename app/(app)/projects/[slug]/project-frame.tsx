import { Highlighter } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { cookies } from "next/headers";
import Link from "next/link";
import type { ReactNode } from "react";
import { isAtLeast } from "@/core/access/role";
import { OwnMenu } from "@/features/account/components/own-menu";
import { ProjectSwitcher } from "@/features/projects/components/project-switcher";
import { SectionNav } from "@/features/projects/components/section-nav";
import { switchableProjects } from "@/features/projects/loaders";
import { sectionsFor } from "@/features/projects/sections";
import { AppHeader } from "@/ui/app-header";
import { buttonLook } from "@/ui/button-look";
import { THEME_COOKIE } from "@/ui/theme";
import { pageScope } from "@/web/page";

/** A page of a project under the header that all of them share. */
export async function ProjectFrame({ slug, children }: { readonly slug: string; readonly children: ReactNode }) {
  const [{ db, actor, project }, t, jar] = await Promise.all([pageScope(slug, "viewer"), getTranslations("shell"), cookies()]);
  const { role } = actor.membership;
  return (
    <>
      <AppHeader home="/projects" homeLabel={t("home")} skipLabel={t("skip")}
        place={<ProjectSwitcher current={{ slug: project.slug, name: project.name }} owned={isAtLeast(role, "owner")} projects={await switchableProjects(db, actor.account.id)} />}
        nav={<SectionNav slug={slug} sections={sectionsFor(role)} />}
        own={<>
          {isAtLeast(role, "annotator") && <Link href={`/projects/${slug}/queue`} prefetch={false} className={buttonLook("quiet")}><Highlighter aria-hidden size={14} /><span className="max-sm:sr-only">{t("label")}</span></Link>}
          <OwnMenu name={actor.account.name} theme={jar.get(THEME_COOKIE)?.value} />
        </>} />
      <main id="main" className="mx-auto max-w-[1320px] px-4 sm:px-6">{children}</main>
    </>
  );
}
