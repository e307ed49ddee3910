import { useRef, useState } from "react";
import type { ImportPlan } from "@/core/formats/import-plan";
import type { Said } from "@/core/formats/said";
import { speaksOfOtherTexts } from "@/core/formats/texts-beside";
import { ALONE, type DryRun } from "../dry-run";
import { detectInThread, dryRunInThread } from "../off-main-thread";
import { withFreeNames } from "../upload";

/** A file that may be imported: what it seems to be, and its first rows as they would look. */
export interface Candidate {
  readonly file: File;
  readonly plan: ImportPlan | null;
  readonly reasons: readonly Said[];
  readonly paths: readonly string[];
  readonly run: DryRun | null;
}

/** The files of an import that is being prepared. Each is read in a thread of its own; one that speaks of texts of the others is read again when they change. @param unreadable is told of a file that went away */
export function useCandidates(slug: string, unreadable: (file: File, thrown: unknown) => void) {
  const [candidates, setCandidates] = useState<readonly Candidate[]>([]);
  const current = useRef(candidates);
  const turns = useRef(new Map<File, number>());
  const put = (next: readonly Candidate[]) => { current.current = next; setCandidates(next); };
  const change = (file: File, patch: Partial<Candidate>) => put(current.current.map((one) => (one.file === file ? { ...one, ...patch } : one)));
  const stays = (file: File) => current.current.some((one) => one.file === file);
  const gone = (file: File, thrown: unknown) => { put(current.current.filter((one) => one.file !== file)); unreadable(file, thrown); };

  const read = async (file: File, plan: ImportPlan) => {
    const turn = (turns.current.get(file) ?? 0) + 1;
    turns.current.set(file, turn);
    const beside = current.current.flatMap((one) => (one.file !== file && one.plan ? [{ file: one.file, plan: one.plan }] : []));
    const latest = () => turns.current.get(file) === turn && stays(file); // a later change has its own run
    try {
      const run = await dryRunInThread(file, plan, speaksOfOtherTexts(plan) ? { beside, project: slug } : ALONE, latest);
      if (run && latest()) change(file, { run });
    } catch (thrown) {
      gone(file, thrown);
    }
  };
  /** Those that may speak of what has just changed. */
  const readAgain = (except: File | null) => { for (const { file, plan } of current.current) if (file !== except && plan && speaksOfOtherTexts(plan)) void read(file, plan); };
  const replan = (file: File, plan: ImportPlan) => {
    change(file, { plan });
    void read(file, plan);
    readAgain(file);
  };
  const look = async (file: File) => {
    try {
      const found = await detectInThread(file, () => stays(file));
      if (!found || !stays(file)) return;
      change(file, { reasons: found.reasons, paths: found.paths });
      replan(file, found.plan);
    } catch (thrown) {
      gone(file, thrown);
    }
  };
  return {
    candidates, replan,
    add: (files: readonly File[]) => {
      const named = withFreeNames(files, current.current.map(({ file }) => file.name));
      put([...current.current, ...named.map((file) => ({ file, plan: null, reasons: [], paths: [], run: null }))]);
      for (const file of named) void look(file);
    },
    remove: (...files: readonly File[]) => { put(current.current.filter((one) => !files.includes(one.file))); readAgain(null); },
    clear: () => put([]),
  };
}
