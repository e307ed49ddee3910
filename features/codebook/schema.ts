import { z } from "zod";
import { codebookSchema } from "@/core/codebook/codebook-schema";
import { migrationStepSchema } from "@/core/codebook/migration-plan";


export const CodebookVersionAnswer = z.object({
  id: z.string(),
  key: z.string(),
  version: z.int().positive(),
  status: z.enum(["draft", "published"]),
  body: codebookSchema,
  migration: z.array(migrationStepSchema).nullable().describe("what was decided about removed parts when it was published"),
  createdAt: z.iso.datetime(),
  publishedAt: z.iso.datetime().nullable(),
}).meta({ id: "CodebookVersion" });

export const CodebookVersions = z.object({
  current: z.string().nullable().describe("id of the version that new annotations get"),
  draft: z.string().nullable(),
  items: z.array(CodebookVersionAnswer).describe("the newest first"),
  next: z.null(),
});

/** A change from the current version to the draft, and how much work it touches. */
const ChangeAnswer = z.object({
  kind: z.string(),
  label: z.string().optional(), attribute: z.string().optional(), value: z.string().optional(), required: z.boolean().optional(),
  relation: z.string().optional(), question: z.string().optional(),
  annotations: z.int().nullable().describe("annotations in which the label stands; null for relations and questions"),
  needsDecision: z.boolean().describe("publishing wants a migration step for it"),
});

export const PublicationPlan = z.object({ from: z.string().nullable(), draft: z.string(), changes: z.array(ChangeAnswer) });

export const Publication = z.strictObject({ migration: z.array(migrationStepSchema).max(1000).default([]) });
