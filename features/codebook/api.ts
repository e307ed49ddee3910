import { codebookChanges } from "@/core/codebook/changes";
import type { CodebookChange } from "@/core/codebook/changes";
import type { Codebook } from "@/core/codebook/codebook";
import { codebookSchema } from "@/core/codebook/codebook-schema";
import type { MigrationStep } from "@/core/codebook/migration-plan";
import { decides, isRemoval, misfits } from "@/core/codebook/migration-plan";
import { audit } from "@/data/audit";
import { labelUse } from "@/data/codebook-use";
import type { CodebookVersion } from "@/data/codebooks";
import { codebooks, currentCodebook, draftCodebook, publishDraft, saveDraft } from "@/data/codebooks";
import type { Database } from "@/data/database";
import { newId } from "@/data/id";
import { enqueueJob } from "@/data/jobs";
import { MIGRATE } from "@/jobs/follow-codebook";
import { json } from "@/web/answer";
import { ProjectParams } from "@/web/params";
import { problem } from "@/web/problem";
import { route } from "@/web/route";
import { CodebookVersionAnswer, CodebookVersions, Publication, PublicationPlan } from "./schema";

export const listCodebooks = route({
  summary: "Every version of the codebook, the draft included",
  role: "viewer",
  params: ProjectParams,
  answers: { 200: CodebookVersions },
  run: async ({ db, project }) => {
    const [items, current] = await Promise.all([codebooks(db, project.id), currentCodebook(db, project.id)]);
    return json({ current: current?.id ?? null, draft: items.find(({ status }) => status === "draft")?.id ?? null, items, next: null });
  },
});

export const putDraft = route({
  summary: "Write the draft of the next version; published versions never change",
  role: "researcher",
  params: ProjectParams,
  input: codebookSchema,
  answers: { 200: CodebookVersionAnswer },
  run: async ({ db, project, input, now }) => json(await saveDraft(db, project.id, input, now)),
});

export const planPublication = route({
  summary: "What publishing the draft would do to existing work",
  role: "researcher",
  params: ProjectParams,
  answers: { 200: PublicationPlan },
  run: async ({ db, project }) => {
    const plan = await planOf(db, project.id);
    return plan ? json({ from: plan.current?.id ?? null, draft: plan.draft.id, changes: plan.changes }) : problem("conflict", "there is no draft");
  },
});

export const publishCodebook = route({
  summary: "Publish the draft",
  description: "Parts that the draft removes and that annotations use need a migration step: rename (several to one is a merger), drop, or ask again. Existing annotations keep the version under which they were made; submitted ones are copied to the new version as the plan says, each copy naming its original. Where a part is to be asked again its author gets a draft of the rest in the queue. Gold is carried over with its decisions.",
  role: "researcher",
  params: ProjectParams,
  input: Publication,
  answers: { 201: CodebookVersionAnswer },
  run: async ({ db, actor, project, input: { migration }, now }) => {
    const plan = await planOf(db, project.id);
    if (!plan) return problem("conflict", "there is no draft");
    const wrong = misfits(plan.changes, migration, (step) => targetsOf(step, plan.draft.body));
    if (wrong.length > 0) return problem("invalid-input", { errors: wrong.map(({ step, message }) => ({ field: `migration.${step}`, message })) });
    const undecided = plan.changes.filter((change) => change.needsDecision && isRemoval(change) && !migration.some((step) => decides(step, change)));
    if (undecided.length > 0) return problem("conflict", { detail: "some removed parts are in use: say what becomes of them", undecided });
    const published = await publishDraft(db, project.id, plan.current === null ? null : migration, now);
    if (!published) return problem("conflict", "somebody else has just published the draft");
    if (plan.current) await enqueueJob(db, { id: newId(), projectId: project.id, kind: MIGRATE, payload: { from: plan.current.id, to: published.id, steps: migration }, now });
    await audit(db, { id: newId(), projectId: project.id, accountId: actor.account.id, action: "codebook.publish", subject: `${published.key} ${published.version}`, detail: { migration }, now });
    return json(published, 201);
  },
});

interface Plan {
  readonly current: CodebookVersion | null;
  readonly draft: CodebookVersion;
  readonly changes: readonly (CodebookChange & { readonly annotations: number | null; readonly needsDecision: boolean })[];
}

async function planOf(db: Database, projectId: string): Promise<Plan | null> {
  const [current, draft, use] = await Promise.all([currentCodebook(db, projectId), draftCodebook(db, projectId), labelUse(db, projectId)]);
  if (!draft) return null;
  const changes = (current ? codebookChanges(current.body, draft.body) : []).map((change) => {
    const annotations = "label" in change ? use.get(change.label) ?? 0 : null;
    return { ...change, annotations, needsDecision: isRemoval(change) && annotations !== 0 && use.size > 0 };
  });
  return { current, draft, changes };
}

/** Keys of the draft to which a part may be renamed: its own kind, within the same label for attributes and values. */
function targetsOf({ part }: MigrationStep, { labels, relations, questions }: Codebook): string[] {
  if ("relation" in part) return relations.map(({ key }) => key);
  if ("question" in part) return questions.map(({ key }) => key);
  if (part.attribute === undefined) return labels.map(({ key }) => key);
  const attributes = labels.find(({ key }) => key === part.label)?.attributes ?? [];
  return part.value === undefined ? attributes.map(({ key }) => key) : attributes.find(({ key }) => key === part.attribute)?.values.map(({ value }) => value) ?? [];
}
