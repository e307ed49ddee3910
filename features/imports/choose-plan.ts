import type { FieldMapping, ImportPlan } from "@/core/formats/import-plan";
import { planFor } from "@/core/formats/import-plan";
import type { PlanChoices } from "@/core/formats/plan-choices";

const JSON_LIKE = new Set(["native", "jsonl", "json"]);

/** The detected plan with a person's choices over it. Another format keeps the detected mapping only where rows look alike; a field mapped to "" is not in the file. */
export function choosePlan(detected: ImportPlan, { format, mapping, ...choices }: PlanChoices): ImportPlan {
  const chosen = format === undefined || format === "auto" || format === detected.format ? detected
    : JSON_LIKE.has(format) && JSON_LIKE.has(detected.format) ? { ...detected, format } : { ...planFor(format), ...(detected.rejects && { rejects: true }) };
  const given = Object.fromEntries(Object.entries(choices).filter(([, value]) => value !== undefined)) as Partial<ImportPlan>;
  return { ...chosen, ...given, mapping: mapping ? withoutEmpty({ ...chosen.mapping, ...mapping }) : chosen.mapping };
}

const withoutEmpty = (mapping: FieldMapping): FieldMapping => Object.fromEntries(Object.entries(mapping).filter(([, path]) => path !== ""));
