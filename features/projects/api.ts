import { presetByKey } from "@/core/codebook/presets";
import { audit } from "@/data/audit";
import type { Database } from "@/data/database";
import { restorableProjects } from "@/data/deleted-projects";
import { newId } from "@/data/id";
import type { Job } from "@/data/jobs";
import { cancelJob as askToStop, jobById, jobsOf } from "@/data/jobs";
import type { Project } from "@/data/projects";
import { createProject as insertProject, deleteProject as markDeleted, projectBySlug, projectsOf, restoreProject as unmarkDeleted, updateProject } from "@/data/projects";
import type { Role } from "@/core/access/role";
import { json, noContent } from "@/web/answer";
import { wholeList } from "@/web/listing";
import { ProjectParams } from "@/web/params";
import { problem } from "@/web/problem";
import { forgetPlaces } from "@/web/project-scope";
import { route } from "@/web/route";
import { restorableSince, restorableUntil } from "./restorable";
import { DeletedProjectList, JobAnswer, JobList, JobParams, NewProject, ProjectAnswer, ProjectChange, ProjectList } from "./schema";


export const listProjects = route({
  summary: "The projects in which the caller has a place",
  role: "signed-in",
  answers: { 200: ProjectList },
  run: async ({ db, actor }) => {
    const all = await projectsOf(db, actor.account.id);
    return json(wholeList(all.filter(({ id }) => actor.onlyProject === null || actor.onlyProject === id).map((project) => toAnswer(project, project.role))));
  },
});

export const createProject = route({
  summary: "Create a project with the codebook of a preset; the caller owns it",
  role: "signed-in",
  input: NewProject,
  answers: { 201: ProjectAnswer },
  run: async ({ db, actor, input: { slug, name, preset }, now }) => {
    const codebook = presetByKey(preset);
    if (!codebook) return problem("invalid-input", { errors: [{ field: "preset", message: `there is no preset “${preset}”` }] });
    const made = await insertProject(db, { id: newId(), slug, name, ownerId: actor.account.id, codebook, now });
    if (!made) return problem("already-exists", { errors: [{ field: "slug", message: `“${slug}” is taken` }] });
    forgetPlaces();
    await note(db, { project: made.project, accountId: actor.account.id, action: "project.create", detail: { preset }, now });
    return json(toAnswer(made.project, made.membership.role), 201, { location: `/api/v1/projects/${slug}` });
  },
});

export const readProject = route({
  summary: "One project",
  role: "viewer",
  params: ProjectParams,
  answers: { 200: ProjectAnswer },
  run: async ({ db, actor, project }) => {
    const found = await projectBySlug(db, project.slug);
    return found ? json(toAnswer(found, actor.membership.role)) : problem("not-found");
  },
});

export const changeProject = route({
  summary: "Change a project's name or settings",
  role: "owner",
  params: ProjectParams,
  input: ProjectChange,
  answers: { 200: ProjectAnswer },
  run: async ({ db, actor, project, input, now }) => {
    const settings = input.settings && Object.fromEntries(Object.entries({ ...project.settings, ...input.settings }).filter(([, value]) => value !== null));
    const changed = await updateProject(db, project.id, { ...(input.name === undefined ? {} : { name: input.name }), ...(settings ? { settings } : {}) });
    if (!changed) return problem("not-found");
    forgetPlaces();
    await note(db, { project, accountId: actor.account.id, action: "project.change", detail: { changed: Object.keys(input) }, now });
    return json(toAnswer(changed, actor.membership.role));
  },
});

export const deleteProject = route({
  summary: "Delete a project; its owner can restore it for 30 days",
  role: "owner",
  params: ProjectParams,
  answers: { 204: null },
  run: async ({ db, actor, project, now }) => {
    if (!(await markDeleted(db, project.id, now))) return problem("not-found");
    forgetPlaces();
    await note(db, { project, accountId: actor.account.id, action: "project.delete", now });
    return noContent();
  },
});

export const listDeletedProjects = route({
  summary: "Deleted projects that the caller may restore",
  role: "signed-in",
  answers: { 200: DeletedProjectList },
  run: async ({ db, actor, now }) => {
    const found = await restorable(db, actor, now);
    return json(wholeList(found.map(({ slug, name, createdAt, deletedAt }) => ({ slug, name, createdAt, deletedAt, restorableUntil: restorableUntil(deletedAt) }))));
  },
});

export const restoreProject = route({
  summary: "Bring a deleted project back",
  role: "signed-in",
  scope: "admin",
  params: ProjectParams,
  answers: { 204: null },
  run: async ({ db, actor, params: { slug }, now }) => {
    const project = (await restorable(db, actor, now)).find((each) => each.slug === slug);
    if (!project || !(await unmarkDeleted(db, project.id))) return problem("not-found");
    forgetPlaces();
    await note(db, { project, accountId: actor.account.id, action: "project.restore", now });
    return noContent();
  },
});

export const listJobs = route({
  summary: "Long work of the project, the newest first",
  role: "researcher",
  params: ProjectParams,
  answers: { 200: JobList },
  run: async ({ db, project }) => json(wholeList((await jobsOf(db, project.id)).map(jobAnswer))),
});

export const readJob = route({
  summary: "How far a job is",
  role: "researcher",
  params: JobParams,
  answers: { 200: JobAnswer },
  run: async ({ db, project, params: { job: id } }) => {
    const job = await jobById(db, project.id, id);
    return job ? json(jobAnswer(job)) : problem("not-found");
  },
});

export const cancelJob = route({
  summary: "Stop a job: a queued one ends at once, a running one at its next step",
  role: "researcher",
  params: JobParams,
  answers: { 202: JobAnswer },
  run: async ({ db, actor, project, params: { job: id }, now }) => {
    const asked = await askToStop(db, project.id, id, now);
    const job = await jobById(db, project.id, id);
    if (!job) return problem("not-found");
    if (!asked) return problem("conflict", `the job is ${job.state}`);
    await audit(db, { id: newId(), projectId: project.id, accountId: actor.account.id, action: "job.cancel", subject: id, detail: { kind: job.kind }, now });
    return json(jobAnswer(job), 202);
  },
});

interface Restorer {
  readonly account: { readonly id: string; readonly admin: boolean };
  readonly onlyProject: string | null;
}

async function restorable(db: Database, { account, onlyProject }: Restorer, now: Date) {
  const found = await restorableProjects(db, { accountId: account.id, admin: account.admin, since: restorableSince(now) });
  return found.filter(({ id }) => onlyProject === null || onlyProject === id);
}

const toAnswer = ({ id, slug, name, settings, createdAt }: Project, role: Role) => ({ id, slug, name, role, settings, createdAt });

const jobAnswer = ({ id, kind, state, progress, cancelRequested, error, createdAt, finishedAt }: Job) => ({ id, kind, state, progress, cancelRequested, error, createdAt, finishedAt });

const note = (db: Database, { project, accountId, action, detail, now }: {
  project: { readonly id: string; readonly slug: string }; accountId: string; action: string; detail?: Readonly<Record<string, unknown>>; now: Date;
}) => audit(db, { id: newId(), projectId: project.id, accountId, action, subject: project.slug, ...(detail ? { detail } : {}), now });
