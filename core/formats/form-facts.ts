import type { NameFacts } from "./checkpoint-name";
import type { ImportPlan } from "./import-plan";
import type { ImportedTrace } from "./trace-record";

/** Puts over a trace what the form says of model, checkpoint, data set and language, and beneath it what the file's name says of model and checkpoint: for formats whose rows have no keys to map. */
export function withFormFacts(trace: ImportedTrace, plan: ImportPlan, name: NameFacts): ImportedTrace {
  const step = plan.step ?? name.step;
  const label = plan.checkpoint ?? name.checkpoint ?? (step === undefined ? undefined : `step-${step}`);
  const checkpoint = label === undefined ? undefined : { name: label, ...(step === undefined ? {} : { step }) };
  const model = plan.model ?? trace.model ?? (checkpoint && name.model);
  return {
    ...trace, ...(model === undefined ? {} : { model }), ...(plan.dataset === undefined ? {} : { dataset: plan.dataset }), ...(plan.language === undefined ? {} : { language: plan.language }),
    ...(checkpoint === undefined ? {} : { checkpoint }),
  };
}
