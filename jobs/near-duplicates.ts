import { alikeGroups, minHash, similarity } from "@/core/text/near-duplicates";
import { promptsToCompare, tracesToCompare } from "@/data/near-duplicate-texts";
import type { JobHandler } from "./job-context";
import { Breather } from "./job-context";

export const NEAR_DUPLICATES = "near-duplicates";
const BATCH = 32;
const PROMPTS_AT_ONCE = 200;
/** Groups that a report lists, and members of each; the counts are of all. */
const LISTED = 200;
const MEMBERS = 30;
const OPENING = 160;

export interface AlikeMember {
  readonly id: string;
  readonly name: string;
  readonly model: string;
  readonly checkpoint: string;
  readonly step: number | null;
  /** Estimated, to the group's first. */
  readonly similarity: number;
}

/** Texts that are alike. Same prompt: samples that repeat each other; several checkpoints: text that training did not change; several prompts: a template, or a leak. */
export interface AlikeGroup {
  readonly size: number;
  readonly prompts: number;
  readonly checkpoints: number;
  readonly opening: string;
  readonly members: readonly AlikeMember[];
}

export interface NearDuplicateReport {
  readonly threshold: number;
  readonly traces: number;
  readonly prompts: number;
  /** Traces that are in some group, groups, groups across checkpoints, groups across prompts. */
  readonly alike: number;
  readonly groups: number;
  readonly acrossCheckpoints: number;
  readonly acrossPrompts: number;
  readonly listed: readonly AlikeGroup[];
  readonly promptGroups: readonly { readonly size: number; readonly traces: number; readonly openings: readonly string[] }[];
}

/** Finds texts of a project that are alike, chains of thought and prompts, and keeps the report with the job. Memory: about 400 bytes a trace. */
export const findNearDuplicates: JobHandler = async ({ db, job, step }) => {
  const projectId = job.projectId;
  if (projectId === null) throw new Error("a near-duplicates job needs a project");
  const threshold = typeof job.payload.threshold === "number" ? job.payload.threshold : 0.8;
  const breather = new Breather();
  const signatures: (Uint32Array | null)[] = [];
  const traces: (Omit<AlikeMember, "similarity"> & { readonly prompt: string; readonly opening: string })[] = [];
  for (let after = ""; ;) {
    const batch = await tracesToCompare(db, projectId, after, BATCH);
    for (const { id, externalId, cot, prompt, model, checkpoint, step: at } of batch) {
      signatures.push(minHash(cot));
      traces.push({ id, name: externalId, model, checkpoint, step: at, prompt, opening: opening(cot) });
      await breather.pause();
    }
    step({ compared: traces.length });
    if (batch.length < BATCH) break;
    after = batch.at(-1)!.id;
  }
  const prompts: { readonly text: string; readonly traces: number; readonly signature: Uint32Array | null }[] = [];
  for (let after = ""; ;) {
    const batch = await promptsToCompare(db, projectId, after, PROMPTS_AT_ONCE);
    for (const { text, traces: count } of batch) {
      prompts.push({ text: opening(text), traces: Number(count), signature: minHash(text) });
      await breather.pause();
    }
    if (batch.length < PROMPTS_AT_ONCE) break;
    after = batch.at(-1)!.sha256;
  }
  const groups = alikeGroups(signatures, threshold);
  const spread = groups.map((group) => ({ group, prompts: new Set(group.map((index) => traces[index]!.prompt)).size, checkpoints: new Set(group.map((index) => `${traces[index]!.model} ${traces[index]!.checkpoint}`)).size }));
  const report: NearDuplicateReport = {
    threshold, traces: traces.length, prompts: prompts.length, alike: groups.reduce((sum, group) => sum + group.length, 0), groups: groups.length,
    acrossCheckpoints: spread.filter((each) => each.checkpoints > 1).length, acrossPrompts: spread.filter((each) => each.prompts > 1).length,
    listed: spread.slice(0, LISTED).map(({ group, ...over }) => ({
      size: group.length, ...over, opening: traces[group[0]!]!.opening,
      members: group.slice(0, MEMBERS).map((index) => { const { prompt: _prompt, opening: _opening, ...trace } = traces[index]!; return { ...trace, similarity: similarity(signatures[group[0]!]!, signatures[index]!) }; }),
    })),
    promptGroups: alikeGroups(prompts.map(({ signature }) => signature), threshold).slice(0, LISTED).map((group) => ({ size: group.length, traces: group.reduce((sum, index) => sum + prompts[index]!.traces, 0), openings: group.slice(0, 10).map((index) => prompts[index]!.text) })),
  };
  step({ compared: traces.length, report });
};

/** Never through a surrogate pair. */
const opening = (text: string): string => (text.length <= OPENING ? text : `${text.slice(0, (text.charCodeAt(OPENING) & 0xfc00) === 0xdc00 ? OPENING - 1 : OPENING)}…`);
