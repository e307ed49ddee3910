import { readJudgement } from "@/core/detectors/judge-answer";
import { addUsage, costOf, withinBudget } from "@/core/detectors/judge-cost";
import type { JudgeUsage } from "@/core/detectors/judge-cost";
import { judgePrompt } from "@/core/detectors/judge-prompt";
import { judgeSettingsSchema } from "@/core/detectors/judge-settings";
import { countTokens } from "@/core/text/tokens";
import { codebookById } from "@/data/codebooks";
import { countUnread, detectorById, noteDetector, unreadTraces, writeOutputs } from "@/data/detector-runs";
import type { UnreadTrace } from "@/data/detector-runs";
import { hasJudgeConsent } from "@/data/judge-consent";
import { promptsOfTraces } from "@/data/prompt-texts";
import type { JobHandler } from "./job-context";
import { askJudge, endpointRefusal } from "./judge-endpoint";

/** What the server allows: hosts of JUDGE_HOSTS, key of JUDGE_API_KEY. */
export interface JudgeLeave {
  readonly hosts: readonly string[];
  readonly key: string | undefined;
}

/** An answer that cannot be read is asked for once more. */
const READINGS = 2;
/** Traces after which a judge that never gave an answer that can be read is given up. */
const HOPELESS = 10;

/** Asks a judge about every trace that it has not read. Stops when the owner takes consent back, before the budget is overspent, or when the endpoint fails for good; what is paid for is kept, and a later run goes on there.
 *  A trace without an answer that can be read stays unread: it is no observation, which is not the same as one without spans (decision 0181).
 *  Payload: `{detector: id}`; settings, usage, cost, what was dropped and how many traces stay unread stand in the detector's configuration. */
export const runJudge = (leave: () => JudgeLeave): JobHandler => async ({ db, job, now, step }) => {
  if (job.projectId === null || typeof job.payload.detector !== "string") throw new Error("a judge job needs a project and a detector");
  const { projectId } = job;
  const detector = await detectorById(db, projectId, job.payload.detector);
  if (!detector) throw new Error(`the project has no detector ${job.payload.detector}`);
  if (!(await hasJudgeConsent(db, projectId))) throw new Error("an owner has not confirmed that text may leave the server");
  const settings = judgeSettingsSchema.parse(detector.config.settings);
  const { hosts, key } = leave();
  const refusal = await endpointRefusal(settings.endpoint, hosts);
  if (refusal !== null) throw new Error(refusal);
  const codebook = await codebookById(db, projectId, String(detector.config.codebook));
  if (!codebook) throw new Error("the codebook of this judge is gone");

  const source = `detector:${detector.name}@${detector.version}`;
  const total = await countUnread(db, projectId, detector.id);
  let usage = (detector.config.usage as JudgeUsage | undefined) ?? { inputTokens: 0, outputTokens: 0 };
  const dropped = new Map(Object.entries((detector.config.dropped as Readonly<Record<string, number>> | undefined) ?? {}));
  const judgedBefore = detector.traces;
  let [done, largest, unread] = [0, 0, 0];
  const stopped = () => step({ done, total, cost: costOf(usage, settings.prices) });
  const sleep = (ms: number) => new Promise<void>((resolve) => { setTimeout(resolve, ms); });
  const note = (facts: Readonly<Record<string, unknown>> = {}) => noteDetector(db, projectId, detector.id, { usage, cost: costOf(usage, settings.prices), dropped: Object.fromEntries(dropped), ...facts });

  async function judge(trace: UnreadTrace, task: string): Promise<void> {
    const prompt = judgePrompt(codebook!.body, settings.labels, { prompt: task, cot: trace.cot, stepEnds: trace.stepEnds });
    let spans: ReturnType<typeof readJudgement>["spans"] | null = null;
    for (let reading = 0; reading < READINGS; reading++) {
      const reply = await askJudge(settings, key, prompt, { sleep, now, stopped });
      usage = addUsage(usage, reply.usage);
      const judged = readJudgement(reply.text, { cot: trace.cot, stepEnds: trace.stepEnds, excluded: trace.excluded.filter(({ field }) => field === "cot"), labels: settings.labels, source });
      for (const [reason, count] of Object.entries(judged.dropped)) dropped.set(reason, (dropped.get(reason) ?? 0) + count);
      if (judged.unreadable) continue;
      spans = judged.spans;
      break;
    }
    if (spans === null) unread++;
    else await writeOutputs(db, projectId, detector!.id, [{ traceId: trace.id, spans }], now());
    done++;
    stopped();
  }

  stopped();
  let last = "";
  for (;;) {
    const traces = await unreadTraces(db, projectId, detector.id, last, settings.concurrency);
    if (traces.length === 0) break;
    last = traces.at(-1)!.id;
    const tasks = await promptsOfTraces(db, projectId, traces.map(({ id }) => id));
    const priced = traces.map((trace) => ({ trace, most: READINGS * costOf({ inputTokens: countTokens(trace.cot) + countTokens(tasks.get(trace.id) ?? "") + PROMPT_TOKENS, outputTokens: settings.maxOutputTokens }, settings.prices) }));
    largest = Math.max(0, ...priced.map(({ most }) => most));
    if (!withinBudget({ spent: costOf(usage, settings.prices), underWay: traces.length - 1, perRequest: largest, budget: settings.budget })) {
      await note();
      throw new Error(`the budget of ${settings.budget} would be overspent after ${done} of ${total} traces: it has to be larger for the rest`);
    }
    const settled = await Promise.allSettled(priced.map(({ trace }) => judge(trace, tasks.get(trace.id) ?? "")));
    await note();
    const failed = settled.find((each): each is PromiseRejectedResult => each.status === "rejected");
    if (failed) throw failed.reason;
    if (judgedBefore === 0 && unread === done && unread >= HOPELESS) break;
  }
  if (unread === done && unread > 0 && judgedBefore === 0) throw new Error(`none of the first ${unread} traces got an answer that can be read`);
  await note({ complete: true, unread });
};

/** Tokens of definitions and rules, at most: for the cost before a request. */
const PROMPT_TOKENS = 3000;
