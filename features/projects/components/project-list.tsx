import { getFormatter, getTranslations } from "next-intl/server";
import Link from "next/link";
import type { Role } from "@/core/access/role";
import { Badge } from "@/ui/badge";
import { buttonLook } from "@/ui/button-look";
import { EmptyState } from "@/ui/empty-state";

export interface ListedProject {
  readonly slug: string;
  readonly name: string;
  readonly role: Role;
  readonly createdAt: Date;
  readonly traces: number;
}

/** The reader's projects, one line each; the whole line leads into the project. */
export async function ProjectList({ projects, mayCreate }: { readonly projects: readonly ListedProject[]; readonly mayCreate: boolean }) {
  const [t, shell, format] = await Promise.all([getTranslations("projects"), getTranslations("shell"), getFormatter()]);
  if (projects.length === 0) {
    return <EmptyState within title={t("emptyTitle")} action={mayCreate && <Link href="/projects/new" className={buttonLook("primary")}>{t("create")}</Link>}>{t(mayCreate ? "emptyMayCreate" : "emptyAsk")}</EmptyState>;
  }
  return (
    <ul className="border-t border-line-strong">
      {projects.map((project) => (
        <li key={project.slug} className="border-b border-line">
          <Link href={`/projects/${project.slug}/traces`} className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-6 gap-y-0.5 px-2 py-3 hover:bg-paper sm:grid-cols-[minmax(0,1fr)_8rem_7rem_9rem]">
            <span className="min-w-0">
              <span className="block truncate font-serif text-xl">{project.name}</span>
              <span className="mono block truncate text-s text-ink-2">{project.slug}</span>
            </span>
            <span className="text-right text-ink-2">{t("traces", { count: project.traces })}</span>
            <span className="hidden sm:block"><Badge>{shell(`role.${project.role}`)}</Badge></span>
            <span className="hidden text-right text-s text-ink-2 sm:block">{t("since", { date: format.dateTime(project.createdAt, { dateStyle: "medium" }) })}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
