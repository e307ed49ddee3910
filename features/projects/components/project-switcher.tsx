"use client";
import { ChevronsUpDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { Menu, MenuItem, MenuLine } from "@/ui/menu";

/** The project that is open; its settings (for those who own it), the others and the list of all are one press away. */
export function ProjectSwitcher({ current, owned = false, projects }: { readonly current: { readonly slug: string; readonly name: string } | null; readonly owned?: boolean; readonly projects: readonly { readonly slug: string; readonly name: string }[] }) {
  const t = useTranslations("shell");
  const others = projects.filter((project) => project.slug !== current?.slug);
  return (
    <Menu label={current ? t("switchFrom", { project: current.name }) : t("chooseProject", { product: t("product") })} triggerClassName="max-w-56 px-2! text-ink! font-semibold"
      trigger={<><span className="truncate">{current?.name ?? t("product")}</span><ChevronsUpDown aria-hidden size={13} className="shrink-0 text-ink-3" /></>}>
      {current && owned && <MenuItem id="settings" href={`/projects/${current.slug}/settings`}>{t("projectSettings")}</MenuItem>}
      {current && owned && <MenuLine />}
      {others.map((project) => <MenuItem key={project.slug} id={project.slug} href={`/projects/${project.slug}/traces`}>{project.name}</MenuItem>)}
      {others.length > 0 && <MenuLine />}
      <MenuItem id="all-projects" href="/projects">{t("allProjects")}</MenuItem>
    </Menu>
  );
}
