import { z } from "zod";
import { mapsFields } from "./format-kinds";
import type { ImportPlan, TraceField } from "./import-plan";
import { FORMATS, GENERATION_PARTS, OFFSET_UNITS, planFor, TRACE_FIELDS } from "./import-plan";
import type { JsonValue } from "./json-text";

const text = z.string().max(2000);
const Mapping = z.partialRecord(z.enum(TRACE_FIELDS), text);
const Generation = z.strictObject({
  part: z.enum(GENERATION_PARTS), markers: z.strictObject({ open: text, close: text, answerOpen: text.nullable(), answerClose: text.nullable() }),
  exclude: z.strictObject({ promptEcho: z.enum(["no", "exact", "through"]), emptyThink: z.boolean(), repeat: z.boolean(), loop: z.boolean() }),
});

/** What a person may choose of a plan; what is left out stays as it was detected. */
export const planChoices = {
  format: z.enum(["auto", ...FORMATS]).optional(), rows: text.optional(), mapping: Mapping.optional(), generation: Generation.optional(), model: text.optional(), checkpoint: text.optional(),
  step: z.coerce.number().int().min(0).max(2 ** 31 - 1).optional(), dataset: text.optional(), language: text.optional(), namePattern: text.optional(), offsetUnit: z.enum(["infer", ...OFFSET_UNITS]).optional(), reanchor: z.boolean().optional(), rejects: z.boolean().optional(),
};
export const PlanChoices = z.strictObject(planChoices);
export type PlanChoices = z.infer<typeof PlanChoices>;

/** What of a plan is not as its format has it: how a line of a rejects file says what its row was read by. */
export function saidOfPlan({ rejects: _rejects, ...plan }: ImportPlan): PlanChoices {
  const usual = new Map<string, unknown>(Object.entries(planFor(plan.format)));
  return { ...Object.fromEntries(Object.entries(plan).filter(([key, value]) => inOrder(value) !== inOrder(usual.get(key)))), format: plan.format };
}

/** As JSON with the keys of objects in order: a plan that was stored has them in another. */
const inOrder = (value: unknown): string | undefined =>
  JSON.stringify(value, (_key, held: unknown) => (typeof held === "object" && held !== null && !Array.isArray(held) ? Object.fromEntries(Object.entries(held).sort(([a], [b]) => (a < b ? -1 : 1))) : held));

/** The plan that was said so; null for what says none. */
export function planAsSaid(value: JsonValue | undefined): ImportPlan | null {
  const read = PlanChoices.safeParse(value);
  if (!read.success || read.data.format === undefined || read.data.format === "auto") return null;
  const { format, rejects: _rejects, ...given } = read.data;
  return { ...planFor(format), ...(Object.fromEntries(Object.entries(given).filter(([, chosen]) => chosen !== undefined)) as Partial<ImportPlan>) };
}

/** The plan that all rejected rows were read by. Where they were read by several that map fields, a field is taken from where any of them has it; else null. */
export function planOfRejects(plans: readonly (ImportPlan | null)[]): ImportPlan | null {
  const said = plans.filter((plan) => plan !== null);
  const first = said[0];
  if (!first || said.length < plans.length) return null;
  if (said.every((plan) => JSON.stringify(plan) === JSON.stringify(first))) return first;
  if (!said.every(({ format }) => mapsFields(format))) return null;
  const paths = (field: TraceField): readonly string[] => [...new Set(said.flatMap(({ mapping }) => mapping[field]?.split("|") ?? []))];
  const mapping = Object.fromEntries(TRACE_FIELDS.flatMap((field): [TraceField, string][] => (paths(field).length === 0 ? [] : [[field, paths(field).join("|")]])));
  return { ...planFor("jsonl", mapping), generation: first.generation, namePattern: first.namePattern };
}
