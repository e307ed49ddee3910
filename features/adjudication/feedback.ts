import { answerFeedbackFor, feedbackAgainst, feedbackFor } from "@/core/adjudication/feedback";
import { seesLayer } from "@/core/access/layers";
import type { Pass } from "@/core/annotation/annotation";
import type { AdjudicationBench } from "@/data/adjudication-bench";
import { adjudicationBench } from "@/data/adjudication-bench";
import type { Database } from "@/data/database";
import type { ActorMembership } from "@/web/actor";
import { hiddenOfTrace } from "@/web/blinding";
import { wireSpan } from "./answer";
import type { FeedbackAnswer } from "./schema";

/** What became of a member's own work on a trace; null until both it and the gold are submitted, or while a round hides the gold from them. */
export async function feedbackOn(db: Database, projectId: string, member: ActorMembership, traceId: string, pass: Pass): Promise<{ readonly bench: AdjudicationBench; readonly answer: FeedbackAnswer } | null> {
  const layer = `annotator:${member.handle}`;
  const [bench, hidden] = await Promise.all([adjudicationBench(db, projectId, traceId, pass), hiddenOfTrace(db, projectId, member, traceId)]);
  const own = bench?.layers.find(({ id }) => id === layer);
  if (!bench || !own || bench.gold.status !== "submitted" || !seesLayer("gold", { role: member.role, handle: member.handle, hidden, finished: true })) return null;
  const told = bench.decisions.size === 0 ? feedbackAgainst(own, bench.gold) : feedbackFor(layer, bench.alignment, bench.gold, bench.decisions);
  const items = told.map(({ verdict, mine, result, differences, reason }) =>
    ({ verdict, mine: mine && wireSpan(mine), result: result && wireSpan(result), differences: [...differences], reason }));
  return { bench, answer: { traceId, pass, items, answers: answerFeedbackFor(layer, bench.alignment, bench.gold, bench.decisions) } };
}
