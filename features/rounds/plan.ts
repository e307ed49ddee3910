import { planAssignments } from "@/core/rounds/plan-assignments";
import type { RoundFault, RoundPlan } from "@/core/rounds/plan-round";
import { planRound } from "@/core/rounds/plan-round";
import type { Candidate, RoundDesign } from "@/core/rounds/round-design";
import { KINDS, simpleDesign } from "@/core/rounds/round-design";
import type { Result } from "@/core/result";
import { fail, succeed } from "@/core/result";
import { seededRandom, shuffled } from "@/core/statistics/random";
import type { CodebookVersion } from "@/data/codebooks";
import { codebookById, currentCodebook } from "@/data/codebooks";
import type { Database } from "@/data/database";
import type { NewRoundAssignment } from "@/data/insert-round";
import { candidates, goldTraceIds, traceIds } from "@/data/insert-round";
import { detectorUncertainty } from "@/data/detector-uncertainty";
import { members } from "@/data/memberships";
import type { FieldError } from "@/web/problem";
import { fieldReason } from "@/web/reasons";
import type { NewRound, RoundPreview } from "./schema";

/** A round as it would be made. */
export interface DraftRound {
  readonly codebook: CodebookVersion;
  readonly handles: readonly string[];
  readonly assignments: readonly NewRoundAssignment[];
  readonly copies: RoundPlan["copies"];
  readonly passMark: number | null;
  /** What is kept of the plan beside the assignments: the design, its strata, and the copies. */
  readonly record: Readonly<Record<string, unknown>>;
  readonly preview: RoundPreview;
}

/** Plans what was asked for against the project as it is; writes nothing. */
export async function draftRound(db: Database, projectId: string, input: NewRound): Promise<Result<DraftRound, FieldError>> {
  const invalid = (...about: Parameters<typeof fieldReason>) => fail(fieldReason(...about));
  const among = input.traces === "all" ? {} : { among: input.traces };
  const longerThan = input.design?.window ? { longerThan: input.design.window.longerThan } : {};
  const [codebook, found, team] = await Promise.all([
    input.codebook === undefined ? currentCodebook(db, projectId) : codebookById(db, projectId, input.codebook),
    input.design ? candidates(db, projectId, { ...among, ...longerThan }) : traceIds(db, projectId, among).then((ids) => ids.map((id): Candidate => ({ id, prompt: id, text: id, length: 0, model: "", checkpoint: "", correct: null, language: null, dataset: null }))),
    members(db, projectId),
  ]);
  if (codebook?.status !== "published") return invalid("codebook", "codebook-unpublished");
  if (found.length === 0) return invalid("traces", "traces-none");
  const asked = input.traces === "all" ? 0 : new Set(input.traces).size;
  if (found.length < asked) return invalid("traces", "traces-missing", { missing: asked - found.length });
  const handles = [...new Set(input.annotators)];
  const active = new Map(team.filter(({ deactivatedAt, role, accountId }) => deactivatedAt === null && accountId !== null && role !== "viewer").map(({ handle, id }) => [handle, id]));
  const unknown = handles.find((handle) => !active.has(handle));
  if (unknown !== undefined) return invalid("annotators", "cannot-annotate", { handle: unknown });
  const annotators = handles.map((handle) => active.get(handle)!);
  if (!input.design) {
    if (handles.length > 0 && input.overlap > handles.length) return invalid("overlap", "overlap-too-large", { given: handles.length });
    const assignments = planAssignments({ traces: found.map(({ id }) => id), annotators, overlap: input.overlap, seed: input.seed });
    return succeed({ codebook, handles, assignments, copies: [], passMark: null, record: { overlap: input.overlap }, preview: simplePreview(found.length, assignments.length) });
  }
  const { goldEvery, qualification, order } = input.design;
  const known = goldEvery === null && qualification === null ? [] : shuffled(await candidates(db, projectId, { among: await goldTraceIds(db, projectId, input.pass) }), seededRandom(input.seed));
  if (qualification !== null && known.length < qualification.size) return invalid("design.qualification.size", "gold-too-few", { wanted: qualification.size, given: known.length });
  const design: RoundDesign = {
    ...simpleDesign, ...input.design, seed: input.seed, annotators,
    qualification: { traces: known.slice(0, qualification?.size ?? 0), passMark: qualification?.passMark ?? 0 },
    gold: { traces: goldEvery === null ? [] : known.slice(qualification?.size ?? 0), every: goldEvery ?? simpleDesign.gold.every },
  };
  const plan = planRound(order === "uncertain" ? await withUncertainty(db, projectId, found) : found, design);
  if (!plan.ok) return fail(faultOf(plan.error));
  const { strata, copies } = plan.value;
  return succeed({ codebook, handles, copies, passMark: qualification?.passMark ?? null, assignments: plan.value.assignments, record: { design: input.design, strata }, preview: previewOf(plan.value, design, new Map(handles.map((handle) => [active.get(handle)!, handle]))) });
}

async function withUncertainty(db: Database, projectId: string, found: readonly Candidate[]): Promise<Candidate[]> {
  const known = await detectorUncertainty(db, projectId);
  return found.map((trace) => ({ ...trace, uncertainty: known.get(trace.id) ?? 0 }));
}

function faultOf(fault: RoundFault): FieldError {
  switch (fault.kind) {
    case "nothing-to-sample": return fieldReason("traces", fault.kind);
    case "too-few-annotators": return fieldReason("annotators", fault.kind, { wanted: fault.wanted, given: fault.given });
    case "calibration-larger-than-sample": return fieldReason("design.calibration.size", fault.kind, { wanted: fault.wanted, given: fault.given });
    case "pool-without-people": return fieldReason("annotators", fault.kind);
    case "order-spoils-estimates": return fieldReason("design.order", fault.kind);
  }
}

function previewOf(plan: RoundPlan, { suggestions }: RoundDesign, handles: ReadonlyMap<string, string>): RoundPreview {
  const { assignments, effort, effortOf, copies, tooSoon } = plan;
  const count = (kind: string): number => assignments.filter((one) => one.kind === kind).length;
  return {
    traces: new Set(assignments.map(({ traceId }) => traceId)).size, assignments: assignments.length, kinds: Object.fromEntries(KINDS.map((kind) => [kind, count(kind)])) as RoundPreview["kinds"],
    strata: plan.strata.map(({ key, size, sampled }) => ({ key, size, sampled })), copies: copies.length, tooSoon, windows: assignments.filter(({ window }) => window !== null).length, effort: { ...effort },
    withheld: suggestions.shown ? assignments.filter(({ kind, suggestionsShown }) => !suggestionsShown && kind !== "qualification").length : 0,
    annotators: [...effortOf].map(([id, each]) => ({ handle: handles.get(id)!, ...each })),
  };
}

/** The simple plan looks at no text, so it estimates nothing. */
const simplePreview = (traces: number, assignments: number): RoundPreview =>
  ({ traces, assignments, kinds: { main: assignments, calibration: 0, gold: 0, qualification: 0 }, strata: [], copies: 0, withheld: 0, effort: { items: assignments, characters: 0, minutes: 0 }, annotators: [], tooSoon: 0, windows: 0 });
