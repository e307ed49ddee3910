import { z } from "zod";
import { ROLES } from "@/core/access/role";
import { PRESETS } from "@/core/codebook/presets";
import { JOB_STATES } from "@/data/jobs";
import { listOf } from "@/web/listing";
import { ProjectParams, resourceId } from "@/web/params";

/** A project's name in addresses. `new` is a page. */
export const ProjectSlug = z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/, "is 1 to 64 of a–z, 0–9 and -, not beginning or ending with -")
  .refine((slug) => slug !== "new", "is a reserved word");
const ProjectName = z.string().regex(/\S/, "says something").max(200);
/** Few and small: whatever a project's pages let its owners choose. */
const ProjectSettings = z.record(z.string().min(1).max(64), z.json()).refine((settings) => JSON.stringify(settings).length <= 20_000, "are at most 20,000 characters of JSON");


export const NewProject = z.strictObject({
  slug: ProjectSlug,
  name: ProjectName,
  preset: z.string().default(PRESETS[0]!.key).describe(`key of the codebook to start from, e.g. ${PRESETS.map(({ key }) => `\`${key}\``).slice(0, 3).join(", ")}`),
});

export const ProjectChange = z.strictObject({
  name: ProjectName.optional(),
  settings: ProjectSettings.optional().describe("merged into what is there; null takes a setting away"),
});

export const ProjectAnswer = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  role: z.enum(ROLES).describe("the caller's"),
  settings: z.record(z.string(), z.json()),
  createdAt: z.iso.datetime(),
}).meta({ id: "Project" });

export const ProjectList = listOf(ProjectAnswer);

export const DeletedProjectList = listOf(z.object({ slug: z.string(), name: z.string(), createdAt: z.iso.datetime(), deletedAt: z.iso.datetime(), restorableUntil: z.iso.datetime() }));

export const JobParams = ProjectParams.extend({ job: resourceId });

export const JobAnswer = z.object({
  id: z.string(), kind: z.string().describe("import, release, count-tokens …"), state: z.enum(JOB_STATES), progress: z.record(z.string(), z.json()), cancelRequested: z.boolean(),
  error: z.string().nullable(), createdAt: z.iso.datetime(), finishedAt: z.iso.datetime().nullable(),
}).meta({ id: "Job" });
export const JobList = listOf(JobAnswer);
