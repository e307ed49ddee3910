import { z } from "zod";
import { planChoices, PlanChoices } from "@/core/formats/plan-choices";
import { IMPORT_STATES } from "@/data/imports";
import { listOf } from "@/web/listing";
import { ProjectParams, resourceId } from "@/web/params";

export const ImportParams = ProjectParams.extend({ id: resourceId });

export const PlanRequest = z.strictObject({ ...planChoices, files: z.record(z.string().max(1000), PlanChoices).optional() });

export const UploadQuery = z.object({
  commit: z.enum(["true", "false"]).default("false"), name: z.string().max(1000).optional(),
  format: planChoices.format, checkpoint: planChoices.checkpoint, step: planChoices.step, model: planChoices.model, dataset: planChoices.dataset, language: planChoices.language, namePattern: planChoices.namePattern,
});

const ImportFile = z.object({ name: z.string(), path: z.string(), size: z.number(), complete: z.boolean() });
/** The same as the English sentence beside it, for programs and other languages; absent in what was said before there were codes. */
const said = { code: z.string().optional(), params: z.record(z.string(), z.union([z.string(), z.number()])).optional() };
const Warning = z.object({ file: z.string(), line: z.number(), text: z.string(), ...said });
export const ImportAnswer = z.object({
  id: z.string(), state: z.enum(IMPORT_STATES), read: z.number(), created: z.number(), duplicates: z.number(), repaired: z.number(), rejected: z.number(),
  warnings: z.array(Warning), error: z.string().nullable(), files: z.array(ImportFile),
  /** Bytes of the stored files read so far, while it runs. */
  progress: z.object({ bytes: z.number(), of: z.number() }).nullable(),
  createdAt: z.iso.datetime(), finishedAt: z.iso.datetime().nullable(),
}).meta({ id: "Import" });
export const ImportList = listOf(ImportAnswer);
export const ImportBegun = z.object({ id: z.string(), state: z.enum(IMPORT_STATES) });

export const TextsRequest = z.strictObject({ addresses: z.array(z.string().max(2000)).max(200) });
export const TextsAnswer = z.object({ items: z.array(z.object({ address: z.string(), text: z.object({ id: z.string(), prompt: z.string(), cot: z.string(), answer: z.string().optional() }) })) });

const Preview = z.union([
  z.object({ line: z.number(), byteOffset: z.number(), reason: z.string(), ...said, source: z.string() }),
  z.object({ line: z.number(), byteOffset: z.number(), record: z.record(z.string(), z.unknown()) }),
]);
export const PlanAnswer = z.object({
  id: z.string(), state: z.enum(IMPORT_STATES),
  /** Of the rows that were looked at. */
  rejected: z.number(),
  files: z.array(z.object({
    path: z.string(), size: z.number(), plan: z.record(z.string(), z.unknown()), reasons: z.array(z.string()), paths: z.array(z.string()), preview: z.array(Preview), warnings: z.array(z.object({ line: z.number(), text: z.string(), ...said })),
  })),
});
