import { CUE_WORDS, SEED_FIVE } from "@/core/detectors/built-in-lexicons";
import { judgeSettingsSchema } from "@/core/detectors/judge-settings";
import type { JudgeSettings } from "@/core/detectors/judge-settings";
import { lexiconFor, lexiconSchema } from "@/core/detectors/lexicon";
import type { Lexicon } from "@/core/detectors/lexicon";
import { currentCodebook } from "@/data/codebooks";
import type { Database } from "@/data/database";
import { detectors } from "@/data/detector-runs";
import type { Detector } from "@/data/detector-runs";
import { jobsOf } from "@/data/jobs";
import { hasJudgeConsent } from "@/data/judge-consent";
import { runs } from "@/data/runs";
import { facets } from "@/data/trace-facets";
import type { TraceFacets } from "@/data/trace-facets";
import type { ActorMembership } from "@/web/actor";
import { hiddenAnywhere } from "@/web/blinding";
import { environment } from "@/web/env";
import { lastRuns } from "./detector-run";
import type { DetectorRun } from "./detector-run";
import { looksOf } from "./figures/looks";
import type { Look } from "./figures/looks";
import { measureEmergence } from "./measure-emergence";
import type { Measured } from "./measure-emergence";
import { previewLexicon } from "./preview-lexicon";
import type { LexiconPreview } from "./preview-lexicon";
import { EmergenceQuery } from "./schema";

export interface EmergenceView {
  readonly measured: Measured;
  readonly query: EmergenceQuery;
  /** Parameters of the address that make no sense: their defaults stand in their place, and the page says so. */
  readonly ignored: readonly string[];
  /** Of the labels that are shown, in their order. */
  readonly looks: readonly Look[];
  /** Every label that could be shown. */
  readonly allLooks: readonly Look[];
  readonly automatic: boolean;
  /** What the traces of the project can be narrowed to, and the training seeds of the model's runs. */
  readonly facets: TraceFacets;
  readonly seeds: readonly number[];
}

/** What the page shows; "blind" while a round hides checkpoints or layers from the reader. */
export async function emergenceView(db: Database, projectId: string, viewer: ActorMembership, { search, language }: { readonly search: Readonly<Record<string, string | string[] | undefined>>; readonly language: string }): Promise<EmergenceView | "blind"> {
  if ((await hiddenAnywhere(db, projectId, viewer)).size > 0) return "blind";
  const asked = EmergenceQuery.safeParse(search);
  const ignored = asked.success ? [] : [...new Set(asked.error.issues.map(({ path }) => String(path[0])))];
  const query = asked.data ?? EmergenceQuery.parse(Object.fromEntries(Object.entries(search).filter(([name]) => !ignored.includes(name))));
  const [measured, codebook, held, allRuns] = await Promise.all([measureEmergence(db, projectId, query), currentCodebook(db, projectId), facets(db, projectId), runs(db, projectId)]);
  const body = codebook?.body ?? null;
  const known = body?.labels.map(({ key }) => key) ?? [];
  return {
    measured, query, ignored, looks: looksOf(body, measured.labels, language), allLooks: looksOf(body, [...new Set([...known, ...measured.labels])], language), automatic: measured.layer?.startsWith("detector:") === true,
    facets: held, seeds: [...new Set(allRuns.flatMap(({ model, trainingSeed }) => (model === measured.model && trainingSeed !== null ? [trainingSeed] : [])))].sort((a, b) => a - b),
  };
}

export interface DetectorsView {
  readonly detectors: readonly Detector[];
  /** The last run of each, by its id. */
  readonly runs: ReadonlyMap<string, DetectorRun>;
  /** Built-in lexicons, as far as the codebook has their labels, and those that were run. */
  readonly lexicons: readonly Lexicon[];
  readonly looks: readonly Look[];
  readonly preview: LexiconPreview | null;
  /** Whether text may leave the server for a judge, and to which hosts. */
  readonly judge: { readonly allowed: boolean; readonly hosts: readonly string[]; /** Those that were run, the newest first. */ readonly earlier: readonly EarlierJudge[] };
}

/** A judge that was run: what it was asked with, and its run where that has not ended. */
export interface EarlierJudge {
  readonly version: string;
  readonly complete: boolean;
  readonly settings: JudgeSettings;
  readonly running: string | null;
}

/** The detectors of a project, and words to begin with. "blind" as above. */
export async function detectorsView(db: Database, projectId: string, viewer: ActorMembership, language: string): Promise<DetectorsView | "blind"> {
  if ((await hiddenAnywhere(db, projectId, viewer)).size > 0) return "blind";
  const [all, codebook, jobs] = await Promise.all([detectors(db, projectId), currentCodebook(db, projectId), jobsOf(db, projectId)]);
  const ran = lastRuns(jobs);
  const labels = codebook?.body.labels.map(({ key }) => key) ?? [];
  const builtIn = [CUE_WORDS, SEED_FIVE].map((lexicon) => lexiconFor(lexicon, labels)).filter(({ lists }) => lists.length > 0);
  const own = all.flatMap(({ config }) => lexiconSchema.safeParse(config.lexicon).data ?? []).filter(({ name }) => !builtIn.some((each) => each.name === name));
  const empty: Lexicon = { name: "own-words", lists: labels.slice(0, 60).map((label) => ({ label, language: "en", cues: [], patterns: [] })) };
  const lexicons = [...builtIn, ...own.filter(({ name }, i) => own.findIndex((each) => each.name === name) === i), empty];
  const earlier = all.flatMap(({ id, kind, version, complete, config }): EarlierJudge[] => {
    const settings = kind === "judge" ? judgeSettingsSchema.safeParse(config.settings).data : undefined;
    const run = ran.get(id);
    return settings ? [{ version, complete, settings, running: run && (run.state === "queued" || run.state === "running") ? run.job : null }] : [];
  });
  const preview = lexicons[0] ? await previewLexicon(db, projectId, lexicons[0], undefined) : null;
  return { detectors: all, runs: ran, lexicons, looks: looksOf(codebook?.body ?? null, labels, language), judge: { allowed: await hasJudgeConsent(db, projectId), hosts: environment().judge.hosts, earlier }, preview: preview && !("slow" in preview) ? preview : null };
}
