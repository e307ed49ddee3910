import { z } from "zod";
import { PASSES } from "../annotation/annotation";
import { FIELDS } from "../annotation/span";
import { codebookFaults } from "./codebook-faults";
import type { Codebook } from "./codebook";
import { PATTERNS } from "./codebook";

/** Keys stand in exports as column and label names, so they are plain. */
const key = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,63}$/, "is 1 to 64 of a–z, 0–9, _ and -, beginning with a letter or digit");
const value = z.string().regex(/^[a-z0-9+-][a-z0-9_+.-]{0,63}$/i, "is 1 to 64 letters, digits, _, +, . or -");
const localized = (longest: number) => z.strictObject({ en: z.string().max(longest), zh: z.string().max(longest).optional() });
const name = localized(200).refine(({ en }) => /\S/.test(en), "needs an English text");
const pass = z.enum(PASSES);
const condition = z.strictObject({ attribute: key, in: z.array(value).min(1).max(50) });
const choice = z.strictObject({ value, name });

const attribute = z.strictObject({
  key, name, pass, values: z.array(choice).min(1).max(50), required: z.boolean(), default: value.optional(), when: condition.optional(),
});

const label = z.strictObject({
  key, name,
  tag: z.string().min(1).max(4),
  colour: z.string().regex(/^[a-z][a-z0-9-]{0,31}$/, "names a colour token, never a raw colour"),
  pattern: z.enum(PATTERNS),
  hotkey: z.int().min(1).max(9).nullable(),
  pass,
  definition: localized(4000),
  examples: z.array(localized(4000)).max(20),
  attributes: z.array(attribute).max(20),
  fields: z.array(z.enum(FIELDS)).min(1).max(FIELDS.length),
  max: z.int().min(1).max(1000).optional(),
});

const relation = z.strictObject({
  key, name, pass,
  from: z.array(key).min(1).max(100),
  to: z.array(z.union([key, z.literal("*")])).max(100),
  anchor: z.boolean(), prompt: z.boolean(),
  anchorFields: z.array(z.enum(FIELDS)).max(FIELDS.length),
  min: z.int().min(0).max(100), max: z.int().min(1).max(100).nullable(),
  when: condition.optional(),
});

const questionParts = { key, name, pass, required: z.boolean(), shown: z.boolean() };
const question = z.discriminatedUnion("kind", [
  z.strictObject({ ...questionParts, kind: z.literal("choice"), choices: z.array(choice).min(1).max(50) }),
  z.strictObject({ ...questionParts, kind: z.literal("rating"), low: z.int(), high: z.int() }),
  z.strictObject({ ...questionParts, kind: z.literal("text") }),
  z.strictObject({ ...questionParts, kind: z.literal("boolean") }),
]);

/** A codebook as it is sent, stored and exported. Beyond the shape, everything that it refers to must exist in it. */
export const codebookSchema = z.strictObject({
  key, title: name,
  unit: z.enum(["span", "step", "section"]),
  labels: z.array(label).max(100),
  relations: z.array(relation).max(100),
  questions: z.array(question).max(100),
  guidelines: localized(200_000),
  blocking: z.array(z.string().max(64)).max(50),
}).superRefine((codebook, context) => {
  for (const { path, message } of codebookFaults(codebook)) context.addIssue({ code: "custom", path: [...path], message });
}).meta({ id: "Codebook" }) satisfies z.ZodType<Codebook>;
