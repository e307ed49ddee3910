import { isAtLeast, type Role } from "@/core/access/role";

/** Parts of a project that have a page, in the order of work, with the least role that has business there. */
const SECTIONS = [
  ["traces", "viewer"], ["work", "annotator"], ["imports", "researcher"], ["codebook", "viewer"], ["rounds", "researcher"], ["agreement", "adjudicator"], ["adjudication", "annotator"], ["emergence", "viewer"], ["releases", "researcher"], ["team", "viewer"], ["audit", "researcher"],
] as const satisfies readonly (readonly [name: string, role: Role])[];

export type Section = (typeof SECTIONS)[number][0];

/** The sections that a role is offered: no link leads to a refusal. */
export const sectionsFor = (role: Role): readonly Section[] => SECTIONS.filter(([, least]) => isAtLeast(role, least)).map(([name]) => name);
