import { inLanguage } from "@/core/codebook/localized";
import { PRESETS } from "@/core/codebook/presets";
import { completesUnanimous } from "@/data/complete-unanimous";
import type { Database } from "@/data/database";
import { restorableProjects } from "@/data/deleted-projects";
import { projectsOf } from "@/data/projects";
import { countTraces } from "@/data/trace-page";
import type { DeletedLine } from "./components/deleted-projects";
import type { PresetChoice } from "./components/create-project-form";
import type { ListedProject } from "./components/project-list";
import { restorableSince, restorableUntil } from "./restorable";

/** The projects in which an account has a place, with the number of their traces. */
export async function listedProjects(db: Database, accountId: string): Promise<ListedProject[]> {
  const projects = await projectsOf(db, accountId);
  return Promise.all(projects.map(async ({ id, slug, name, role, createdAt }) => ({ slug, name, role, createdAt, traces: await countTraces(db, id, {}) })));
}

/** Deleted projects that the account may bring back, with the day on which that ends. */
export const deletedProjects = async (db: Database, { id, admin }: { readonly id: string; readonly admin: boolean }, now: Date): Promise<DeletedLine[]> =>
  (await restorableProjects(db, { accountId: id, admin, since: restorableSince(now) })).map(({ slug, name, deletedAt }) => ({ slug, name, until: restorableUntil(deletedAt) }));

/** What a project lets happen by itself. */
export const projectSwitches = (settings: Readonly<Record<string, unknown>>): { completeUnanimous: boolean } => ({ completeUnanimous: completesUnanimous(settings) });

/** Names and addresses, for the switcher and for forms that ask for one. */
export const switchableProjects = async (db: Database, accountId: string): Promise<{ id: string; slug: string; name: string }[]> =>
  (await projectsOf(db, accountId)).map(({ id, slug, name }) => ({ id, slug, name }));

/** The codebooks that ship with the product, as a form shows them. */
export const presetChoices = (locale: string): PresetChoice[] => PRESETS.map((preset) => ({
  key: preset.key,
  title: inLanguage(preset.title, locale),
  labels: preset.labels.map((label) => ({ name: inLanguage(label.name, locale), tag: label.tag, colour: label.colour, pattern: label.pattern })),
}));
