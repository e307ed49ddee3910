import type { TraceQuestion } from "@/core/codebook/codebook";
import { contradictions, overallRating, type Contradiction, type Ratings } from "@/core/ranking/contradictions";
import { isRanked, RANKED, type Tiers } from "@/core/ranking/tiers";
import { seededRandom, shuffled } from "@/core/statistics/random";
import { annotationsOfTrace } from "@/data/annotations";
import { currentCodebook } from "@/data/codebooks";
import type { Database } from "@/data/database";
import { rankingOf, type Ranking } from "@/data/rankings";
import { traceById, type TraceText } from "@/data/traces";
import { tracesOfPrompt } from "@/data/traces-of-prompt";
import type { ActorMembership } from "@/web/actor";

/** A prompt's traces as one person compares them. Nothing of where they come from is in it: an order is made of the texts alone. */
export interface Comparison {
  readonly promptSha256: string;
  readonly prompt: string;
  /** In an order that is each person's own and says nothing. */
  readonly traces: readonly Pick<TraceText, "id" | "cot" | "answer" | "truncated">[];
  /** Traces of the prompt, ranked or not. */
  readonly total: number;
  readonly questions: readonly TraceQuestion[];
  readonly ratings: Readonly<Record<string, Ratings>>;
  readonly held: Ranking | null;
}

/** More than are counted. */
const COUNTED = 1_000;

/** null: no such trace. */
export async function comparisonOf(db: Database, projectId: string, { id: membershipId }: ActorMembership, traceId: string): Promise<Comparison | null> {
  const asked = await traceById(db, projectId, traceId);
  if (!asked) return null;
  const promptSha256 = asked.sha256.prompt;
  const [siblings, held, codebook] = await Promise.all([tracesOfPrompt(db, projectId, traceId, COUNTED), rankingOf(db, projectId, promptSha256, membershipId), currentCodebook(db, projectId)]);
  const chosen = chosenOf(siblings, held?.tiers ?? [], traceId);
  const texts = (await Promise.all(chosen.map((id) => traceById(db, projectId, id)))).filter((trace) => trace !== null);
  const questions = codebook?.body.questions.filter(({ kind, shown }) => kind === "rating" && shown) ?? [];
  const ratings = Object.fromEntries(await Promise.all(chosen.map(async (id) => [id, await ratingsOf(db, projectId, membershipId, id, questions)] as const)));
  return {
    promptSha256, prompt: asked.prompt, total: siblings.length, questions, ratings, held,
    traces: shuffled(texts, seededRandom(seedOf(promptSha256, membershipId))).map(({ id, cot, answer, truncated }) => ({ id, cot, answer, truncated })),
  };
}

export const contradictionsOf = (tiers: Tiers, { ratings, questions, traces }: Pick<Comparison, "ratings" | "questions" | "traces">): Contradiction[] =>
  contradictions(tiers, new Map(traces.map(({ id }) => [id, overallRating(ratings[id], questions)])));

/** The same for one person and prompt every time. */
const seedOf = (promptSha256: string, membershipId: string): number => Number.parseInt(promptSha256.slice(0, 8), 16) ^ (Number.parseInt(membershipId.slice(-8), 16) || 0);

/** What was ranked before stays in the comparison, then the trace that was asked for, then the first of the others; in the order of their ids, so that the way in leaves no trace. */
function chosenOf(siblings: readonly string[], tiers: Tiers, asked: string): readonly string[] {
  const first = siblings.filter((id) => isRanked(tiers, id));
  const rest = siblings.filter((id) => !isRanked(tiers, id)).sort((a, b) => Number(b === asked) - Number(a === asked));
  return [...first, ...rest].slice(0, RANKED.most).sort();
}

/** The member's own ratings of a trace, of all their annotations of it the last. */
async function ratingsOf(db: Database, projectId: string, membershipId: string, traceId: string, questions: readonly TraceQuestion[]): Promise<Ratings> {
  const own = (await annotationsOfTrace(db, projectId, traceId)).filter(({ head }) => head.membershipId === membershipId);
  return Object.fromEntries(questions.flatMap(({ key }) => {
    const value = own.map(({ annotation }) => annotation.answers.get(key)).findLast((answer) => typeof answer === "number");
    return typeof value === "number" ? [[key, value]] : [];
  }));
}
