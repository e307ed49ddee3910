import { costOf } from "@/core/detectors/judge-cost";
import { judgePrompt } from "@/core/detectors/judge-prompt";
import type { JudgeSettings } from "@/core/detectors/judge-settings";
import { countTokens } from "@/core/text/tokens";
import type { CodebookVersion } from "@/data/codebooks";
import type { Database } from "@/data/database";
import { unreadLength } from "@/data/judge-length";
import { judgeDetector } from "./start-judge";

/** What a run would cost before it is begun. */
export interface JudgeEstimate {
  /** Traces that this judge has not read. */
  readonly traces: number;
  readonly inputTokens: number;
  /** With an answer of two hundred tokens a trace, and with answers as long as they may get. */
  readonly likely: number;
  readonly most: number;
}

/** Tokens of a usual answer: a handful of quotes. */
const USUAL_ANSWER = 200;

/** Definitions and rules once a trace, and the texts of what has not been read; texts whose tokens are not counted yet are taken at three characters a token, which is more than most have. */
export async function estimateJudge(db: Database, projectId: string, settings: JudgeSettings, codebook: CodebookVersion): Promise<JudgeEstimate> {
  const { name, version } = judgeDetector(settings, codebook.id);
  const { system, user } = judgePrompt(codebook.body, settings.labels, { prompt: "", cot: "", stepEnds: [] });
  const { traces, tokens } = await unreadLength(db, projectId, name, version);
  const inputTokens = traces * (countTokens(system) + countTokens(user)) + tokens;
  const cost = (answer: number) => costOf({ inputTokens, outputTokens: traces * answer }, settings.prices);
  return { traces, inputTokens, likely: cost(Math.min(USUAL_ANSWER, settings.maxOutputTokens)), most: cost(settings.maxOutputTokens) };
}
