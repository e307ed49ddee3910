import { isUnanimous } from "@/core/adjudication/align-layers";
import type { Pass } from "@/core/annotation/annotation";
import type { Codebook } from "@/core/codebook/codebook";
import type { ExcludedRange } from "@/core/annotation/context";
import { adjudicationBench, alignedWork } from "@/data/adjudication-bench";
import type { AdjudicationRow, AdjudicationState } from "@/data/adjudications";
import { adjudicationCounts, adjudications } from "@/data/adjudications";
import type { Database } from "@/data/database";
import { runsTwoPasses } from "@/data/rounds";
import { traceById } from "@/data/traces";
import type { ActorMembership } from "@/web/actor";
import { hiddenOfTrace, hiddenOfTraces } from "@/web/blinding";
import { adjudicationAnswer, openCount } from "./answer";
import { feedbackOn } from "./feedback";
import { nextToSettle } from "./next-to-settle";
import type { AdjudicationAnswer, AdjudicationItem, FeedbackAnswer } from "./schema";

/** Rows with how much of each is to be settled; what a blind round still hides from the member is left out, or goes without its name. */
export async function adjudicationItems(db: Database, projectId: string, member: ActorMembership, rows: readonly AdjudicationRow[]): Promise<AdjudicationItem[]> {
  const hidden = await hiddenOfTraces(db, projectId, member, rows.map(({ traceId }) => traceId));
  const seen = rows.filter(({ traceId }) => !hidden.get(traceId)?.has("layers"));
  return Promise.all(seen.map(async ({ traceId, externalId, pass, layers, state, finishedAt }) => {
    const work = await alignedWork(db, projectId, traceId, pass);
    return {
      traceId, externalId: hidden.get(traceId)?.has("externalId") ? traceId : externalId, pass, layers: [...layers], state, finishedAt: finishedAt.toISOString(),
      // Gold that was submitted elsewhere came without decisions: nothing of it is open.
      disputes: work && (state === "open" ? openBeforehand(work.alignment) : state === "done" && work.decisions.size === 0 ? 0 : openCount(work)), unanimous: work !== null && isUnanimous(work.alignment),
    };
  }));
}

const openBeforehand = ({ groups, answers }: { readonly groups: readonly { readonly differences: readonly string[] }[]; readonly answers: readonly { readonly agreed: boolean }[] }): number =>
  groups.filter(({ differences }) => differences.length > 0).length + answers.filter(({ agreed }) => !agreed).length;

export interface AdjudicationsView {
  readonly items: readonly AdjudicationItem[];
  readonly next: string | null;
  readonly counts: Readonly<Record<AdjudicationState, number>>;
}

const PAGE = 25;

export async function adjudicationsView(db: Database, projectId: string, member: ActorMembership, { state, cursor }: { readonly state: AdjudicationState; readonly cursor: string | undefined }): Promise<AdjudicationsView> {
  const [page, counts] = await Promise.all([adjudications(db, projectId, { state, cursor, limit: PAGE }), adjudicationCounts(db, projectId)]);
  return { items: await adjudicationItems(db, projectId, member, page.items), next: page.next, counts };
}

/** A trace on which a result waits to be read. */
export interface OwnResult extends Pick<AdjudicationItem, "traceId" | "externalId" | "pass"> {
  /** Places and answers in which the result is not as the member had it. */
  readonly differs: number;
}

/** Adjudicated traces that a member worked on: where feedback waits. */
export async function ownAdjudicated(db: Database, projectId: string, member: ActorMembership, cursor: string | undefined): Promise<{ readonly items: readonly OwnResult[]; readonly next: string | null }> {
  const page = await adjudications(db, projectId, { state: "done", layer: `annotator:${member.handle}`, cursor, limit: PAGE });
  const hidden = await hiddenOfTraces(db, projectId, member, page.items.map(({ traceId }) => traceId));
  const items = page.items.filter(({ traceId }) => !hidden.get(traceId)?.has("layers"));
  const told = await Promise.all(items.map(({ traceId, pass }) => feedbackOn(db, projectId, member, traceId, pass)));
  return {
    next: page.next,
    items: items.flatMap(({ traceId, externalId, pass }, k): OwnResult[] => {
      const answer = told[k]?.answer;
      return answer ? [{ traceId, pass, externalId: hidden.get(traceId)?.has("externalId") ? traceId.slice(0, 8) : externalId, differs: answer.items.filter(({ verdict }) => verdict !== "same").length + answer.answers.length }] : [];
    }),
  };
}

/** A trace as the pages of adjudication show it. */
export interface TraceView {
  readonly id: string;
  readonly title: string;
  readonly prompt: string;
  readonly cot: string;
  readonly answer: string;
  readonly stepEnds: readonly number[];
  readonly excluded: readonly ExcludedRange[];
}

export interface BenchView {
  readonly trace: TraceView;
  readonly codebook: Codebook;
  readonly adjudication: AdjudicationAnswer;
  /** The passes whose parts of the codebook the result may hold; null: both at once. */
  readonly passes: readonly Pass[] | null;
  /** The next trace that the member may settle. */
  readonly next: { readonly trace: string; readonly pass: Pass } | null;
}

/** Everything of the adjudicator's page; "hidden" while the member labels the trace blind; null: nothing to adjudicate. */
export async function benchView(db: Database, projectId: string, member: ActorMembership, traceId: string, pass: Pass): Promise<BenchView | "hidden" | null> {
  const hidden = await hiddenOfTrace(db, projectId, member, traceId);
  if (hidden.has("layers")) return "hidden";
  const bench = await adjudicationBench(db, projectId, traceId, pass);
  const trace = bench && await traceViewOf(db, projectId, traceId, hidden.has("externalId"));
  if (!bench || !trace) return null;
  const [apart, next] = await Promise.all([runsTwoPasses(db, projectId), nextToSettle(db, projectId, member, traceId, pass)]);
  return { trace, codebook: bench.codebook.body, adjudication: adjudicationAnswer(bench), passes: apart ? [pass] : null, next };
}

export interface FeedbackView {
  readonly trace: TraceView;
  readonly codebook: Codebook;
  readonly feedback: FeedbackAnswer;
}

export async function feedbackView(db: Database, projectId: string, member: ActorMembership, traceId: string, pass: Pass): Promise<FeedbackView | null> {
  const found = await feedbackOn(db, projectId, member, traceId, pass);
  const hidden = await hiddenOfTrace(db, projectId, member, traceId);
  const trace = found && await traceViewOf(db, projectId, traceId, hidden.has("externalId"));
  return found && trace ? { trace, codebook: found.bench.codebook.body, feedback: found.answer } : null;
}

async function traceViewOf(db: Database, projectId: string, traceId: string, nameless: boolean): Promise<TraceView | null> {
  const trace = await traceById(db, projectId, traceId);
  return trace && { id: trace.id, title: nameless ? trace.id.slice(0, 8) : trace.externalId, prompt: trace.prompt, cot: trace.cot, answer: trace.answer ?? "", stepEnds: trace.stepEnds, excluded: trace.excluded };
}
