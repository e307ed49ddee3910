import { offsetMap } from "@/core/text/offset";
import { seesLayer } from "@/core/access/layers";
import type { BlindField } from "@/core/access/blinding";
import { isAtLeast } from "@/core/access/role";
import { emptyAnnotation, type Pass } from "@/core/annotation/annotation";
import type { Codebook } from "@/core/codebook/codebook";
import { toFold } from "@/core/annotation/serialize";
import { outsideWindow } from "@/core/rounds/step-window";
import { annotationsOfTrace, type HeldAnnotation } from "@/data/annotations";
import { assignmentById, assignmentsOf, queueCounts, type Assignment } from "@/data/assignments";
import { codebookById, currentCodebook } from "@/data/codebooks";
import type { Database } from "@/data/database";
import { detectorLayers } from "@/data/detectors";
import { answersToFlag } from "@/data/flags";
import { noteInView, readingOf } from "@/data/readings";
import { rounds, runsTwoPasses } from "@/data/rounds";
import { rejectedSuggestions } from "@/data/suggestion-rejections";
import { traceById, type TraceText } from "@/data/traces";
import { tracesOfPrompt } from "@/data/traces-of-prompt";
import { traceNeighbours } from "@/data/trace-neighbours";
import type { ActorMembership } from "@/web/actor";
import { hiddenAnywhere, hiddenOfTrace, orderFor } from "@/web/blinding";
import { readingAnswer } from "./annotation-answer";
import { askedPlaces } from "./asked-again";
import type { AssignmentPlace, LayerView, WorkbenchOpening } from "./opening";
import { boxedAnswers } from "./boxed-answers";
import { codebookOf, lookAtMine, placeOfMine, windowOf } from "./own-annotation";

export interface OpeningRequest {
  readonly traceId: string;
  readonly assignment?: string;
  readonly pass?: Pass;
  /** Somebody's layer, to read only. */
  readonly layer?: string;
}

export interface OpeningReader {
  readonly project: { readonly id: string; readonly slug: string; readonly name: string };
  readonly accountId: string;
  readonly membership: ActorMembership;
  readonly now: Date;
}

/** Everything the workbench needs for one trace, as far as its reader may see it: what a round hides is not in it. Writes nothing but the beginning of a claimed truth pass and whose layer was asked for; null: no such trace, assignment or layer for them. */
export async function workbenchOpening(db: Database, reader: OpeningReader, request: OpeningRequest): Promise<WorkbenchOpening | null> {
  const { project, membership } = reader;
  const [trace, hidden] = await Promise.all([traceById(db, project.id, request.traceId), hiddenOfTrace(db, project.id, membership, request.traceId)]);
  if (!trace) return null;
  const all = await annotationsOfTrace(db, project.id, trace.id);
  const visible = visibleLayers(all, membership, hidden);
  const shared = {
    project: { slug: project.slug, name: project.name }, accountId: reader.accountId, trace: traceView(trace, hidden, request.assignment === undefined ? null : await windowOf(db, project.id, request.assignment)),
    neighbours: await neighboursOf(db, project.id, membership, request), samePrompt: (await tracesOfPrompt(db, project.id, trace.id, 10)).length - 1,
  };
  const other = request.layer === undefined ? null : visible.find(({ head }) => head.layer === request.layer && (request.pass === undefined || head.pass === request.pass));
  if (request.layer !== undefined && !other) return null;
  if (other) await noteInView(db, project.id, all.filter(({ head }) => head.membershipId === membership.id && head.id !== other.head.id).map(({ head }) => head.id), other.head.membershipId === membership.id ? [] : [other.head.layer]);
  if (other || !isAtLeast(membership.role, "annotator")) {
    const shown = other ?? visible[0];
    const codebook = shown ? await codebookOf(db, project.id, shown.head.codebookId) : null;
    const fallback = codebook ?? (await anyCodebook(db, project.id, membership, trace.id));
    if (!fallback) return null;
    return {
      ...shared, codebook: fallback.body, codebookId: fallback.id, codebookVersion: fallback.version, newerCodebook: null, layer: shown?.head.layer ?? "", pass: shown?.head.pass ?? "behaviour",
      passes: shown ? passesHeld(shown, fallback.body) : null, annotation: toFold(shown?.annotation ?? emptyAnnotation),
      assignment: null, reading: { regions: [], activeSeconds: 0 }, readOnly: true, layers: layerViews(visible.filter((one) => one !== shown)), suggested: [], rejected: [], flagAnswers: [], askedAgain: [], cues: !hidden.has("suggestions"),
    };
  }

  const place = await placeOfMine(db, project.id, membership, trace.id, { ...(request.assignment ? { assignment: request.assignment } : {}), ...(request.pass ? { pass: request.pass } : {}) });
  if (!place.ok) return null;
  const held = await lookAtMine(db, project.id, place.value, reader.now);
  const codebook = await codebookOf(db, project.id, held?.head.codebookId ?? place.value.codebookId);
  const [reading, given, twoPasses, detectors, rejected, current, answers, askedAgain] = await Promise.all([
    held ? readingOf(db, project.id, held.head.id) : null,
    request.assignment === undefined ? null : assignmentById(db, project.id, request.assignment),
    runsTwoPasses(db, project.id),
    hidden.has("suggestions") ? [] : detectorLayers(db, project.id, trace.id),
    held ? rejectedSuggestions(db, project.id, held.head.id) : [],
    currentCodebook(db, project.id),
    held ? answersToFlag(db, project.id, held.head.id) : [],
    held ? askedPlaces(db, project.id, held, codebook) : [],
  ]);
  const suggesting = (given?.suggestionsShown ?? false) && !hidden.has("suggestions");
  const passes: readonly Pass[] | null = twoPasses ? [place.value.pass] : null;
  const { prompt, cot, answer, excluded } = shared.trace;
  const boxed = suggesting ? boxedAnswers({ offsets: { prompt: offsetMap(prompt), cot: offsetMap(cot), answer: offsetMap(answer ?? "") }, codebook: codebook.body, excluded, ...(passes ? { passes } : {}) }, detectors.flatMap(({ spans }) => spans)) : null;
  const suggestions = [...detectors.map(({ layer, spans }): LayerView => ({ layer, pass: null, status: "draft", spans })), ...(boxed ? [boxed] : [])];
  return {
    ...shared, codebook: codebook.body, codebookId: codebook.id, codebookVersion: codebook.version, newerCodebook: current && current.version > codebook.version ? current.version : null, layer: `annotator:${place.value.handle}`, pass: place.value.pass, passes,
    annotation: toFold(held?.annotation ?? emptyAnnotation), assignment: given && (await placeInQueue(db, project.id, membership, given, reader.now)), reading: readingAnswer(reading), readOnly: false,
    layers: [...layerViews(visible.filter(({ head }) => head.id !== held?.head.id)), ...suggestions],
    suggested: suggesting ? suggestions.map(({ layer }) => layer) : [], rejected, flagAnswers: answers.map(({ at, ...answer }) => ({ ...answer, at: at.toISOString() })), askedAgain, cues: !hidden.has("suggestions"),
  };
}

/** Whose parts of the codebook a finished layer is held to: its own pass, unless it was made in both at once, as what it holds tells. */
function passesHeld({ head, annotation }: HeldAnnotation, codebook: Codebook): readonly Pass[] | null {
  const truth = new Set(codebook.labels.flatMap(({ key, pass, attributes }) => (pass === "truth" ? [key] : attributes.filter((one) => one.pass === "truth").map((one) => `${key} ${one.key}`))));
  const both = head.pass === "behaviour" && [...annotation.spans.values()].some(({ label, attributes }) => truth.has(label) || Object.keys(attributes).some((key) => truth.has(`${label} ${key}`)));
  return both ? null : [head.pass];
}

function visibleLayers(all: readonly HeldAnnotation[], { id, role, handle }: ActorMembership, hidden: ReadonlySet<BlindField>): readonly HeldAnnotation[] {
  const own = all.filter(({ head }) => head.membershipId === id);
  const reader = { role, handle, hidden, finished: own.length > 0 && own.every(({ head }) => head.status === "submitted") };
  return all.filter(({ head }) => head.revision > 0 && seesLayer(head.layer, reader));
}

const layerViews = (held: readonly HeldAnnotation[]): LayerView[] => held.map(({ head, annotation }) => ({ layer: head.layer, pass: head.pass, status: head.status, spans: [...annotation.spans.values()] }));

const FACTS = ["model", "checkpoint", "correct", "referenceAnswer", "language", "dataset"] as const;

function traceView(trace: TraceText, hidden: ReadonlySet<BlindField>, window: { readonly start: number; readonly end: number } | null): WorkbenchOpening["trace"] {
  const facts = FACTS.flatMap((name) => {
    const value = trace[name];
    return value === null || value === "" || (name !== "language" && hidden.has(name)) ? [] : [{ name, value: String(value) }];
  });
  return {
    id: trace.id, title: hidden.has("externalId") ? trace.id.slice(0, 8) : trace.externalId, prompt: trace.prompt, cot: trace.cot, answer: trace.answer, stepEnds: trace.stepEnds,
    excluded: window ? [...trace.excluded, ...outsideWindow(window, trace.cotLength)] : trace.excluded, truncated: trace.truncated, facts,
  };
}

async function placeInQueue(db: Database, projectId: string, member: ActorMembership, assignment: Assignment, now: Date): Promise<AssignmentPlace> {
  const [counts, all] = await Promise.all([queueCounts(db, projectId, member.id, now), rounds(db, projectId)]);
  const done = counts.submitted + counts.skipped;
  const total = done + counts.claimed + counts.open;
  return {
    id: assignment.id, round: all.find((round) => round.id === assignment.roundId)?.name ?? null, total, submitted: counts.submitted,
    position: Math.min(total, assignment.status === "submitted" ? Math.max(1, done) : done + 1), leaseUntil: assignment.leaseUntil?.toISOString() ?? null, held: assignment.claimedBy === member.id && assignment.status === "claimed",
  };
}

/** In the queue: what the member held before and after; else the order of the listing, unless that would tell a hidden name. */
async function neighboursOf(db: Database, projectId: string, member: ActorMembership, { traceId, assignment }: OpeningRequest): Promise<WorkbenchOpening["neighbours"]> {
  if (assignment === undefined) {
    const { previous, next } = await traceNeighbours(db, projectId, traceId, orderFor(await hiddenAnywhere(db, projectId, member)));
    return { previous: previous === null ? null : { trace: previous, assignment: null }, next: next === null ? null : { trace: next, assignment: null } };
  }
  const mine = (await assignmentsOf(db, projectId, member.id)).filter(({ claimedBy, status }) => claimedBy === member.id && (status === "claimed" || status === "submitted")).sort(byClaim);
  const here = mine.findIndex(({ id }) => id === assignment);
  const link = (found: Assignment | undefined) => (found ? { trace: found.traceId, assignment: found.id } : null);
  return { previous: here > 0 ? link(mine[here - 1]) : null, next: here < 0 ? null : link(mine[here + 1]) };
}

const byClaim = (a: Assignment, b: Assignment): number => (a.claimedAt?.getTime() ?? 0) - (b.claimedAt?.getTime() ?? 0);

async function anyCodebook(db: Database, projectId: string, member: ActorMembership, traceId: string) {
  const place = await placeOfMine(db, projectId, member, traceId, {});
  return place.ok ? codebookById(db, projectId, place.value.codebookId) : null;
}
