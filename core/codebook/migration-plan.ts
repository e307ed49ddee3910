import { z } from "zod";
import type { CodebookChange } from "./changes";
import { codebookChanges } from "./changes";
import type { Codebook } from "./codebook";

const key = z.string().min(1).max(64);
/** A part of the old codebook. An attribute or a value is named within its label. */
const part = z.union([
  z.strictObject({ label: key, attribute: key.optional(), value: key.optional() }).refine(({ attribute, value }) => value === undefined || attribute !== undefined, "a value belongs to an attribute"),
  z.strictObject({ relation: key }),
  z.strictObject({ question: key }),
]);

/** What a researcher decides about a part that the new version lacks: rename it to one that it has (several to one is a merger), drop it, or ask the annotators again. */
export const migrationStepSchema = z.discriminatedUnion("action", [
  z.strictObject({ action: z.literal("rename"), part, to: key }),
  z.strictObject({ action: z.literal("drop"), part }),
  z.strictObject({ action: z.literal("ask-again"), part }),
]).meta({ id: "MigrationStep" });
export type MigrationStep = z.output<typeof migrationStepSchema>;

const REMOVALS = ["label-removed", "attribute-removed", "value-removed", "relation-removed", "question-removed"] as const;
type Removal = Extract<CodebookChange, { readonly kind: (typeof REMOVALS)[number] }>;
export const isRemoval = (change: CodebookChange): change is Removal => REMOVALS.some((kind) => kind === change.kind);

/** Whether a step decides about exactly this removal. */
export function decides({ part }: MigrationStep, removal: Removal): boolean {
  switch (removal.kind) {
    case "relation-removed": return "relation" in part && part.relation === removal.relation;
    case "question-removed": return "question" in part && part.question === removal.question;
    case "label-removed": return "label" in part && part.label === removal.label && part.attribute === undefined;
    case "attribute-removed": return "label" in part && part.label === removal.label && part.attribute === removal.attribute && part.value === undefined;
    case "value-removed": return "label" in part && part.label === removal.label && part.attribute === removal.attribute && part.value === removal.value;
  }
}

/** The plan with a decision on every removal: what nobody decided on, because nothing used it when the plan was made, is asked again where something does by now. */
export function decideAll(from: Codebook, to: Codebook, steps: readonly MigrationStep[]): MigrationStep[] {
  const open = codebookChanges(from, to).filter(isRemoval).filter((removal) => !steps.some((step) => decides(step, removal)));
  return [...steps, ...open.map((removal): MigrationStep => ({ action: "ask-again", part: partOf(removal) }))];
}

function partOf(removal: Removal): MigrationStep["part"] {
  switch (removal.kind) {
    case "relation-removed": return { relation: removal.relation };
    case "question-removed": return { question: removal.question };
    case "label-removed": return { label: removal.label };
    case "attribute-removed": return { label: removal.label, attribute: removal.attribute };
    case "value-removed": return { label: removal.label, attribute: removal.attribute, value: removal.value };
  }
}

/** Why a plan does not fit the changes: a step about nothing that is removed, or a rename to something that is not new or kept. [] for a plan that fits.
 *  @param targets for a part, the keys to which it may be renamed */
export function misfits(changes: readonly CodebookChange[], steps: readonly MigrationStep[], targets: (step: MigrationStep) => readonly string[]): { readonly step: number; readonly message: string }[] {
  const removals = changes.filter(isRemoval);
  return steps.flatMap((step, at) => {
    if (!removals.some((removal) => decides(step, removal))) return [{ step: at, message: "is about nothing that the draft removes" }];
    return step.action === "rename" && !targets(step).includes(step.to) ? [{ step: at, message: `the draft has no “${step.to}” to rename to` }] : [];
  });
}
