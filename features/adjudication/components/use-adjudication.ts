"use client";
import { useCallback, useRef, useState } from "react";
import type { Problem } from "@/ui/problem-banner";
import { call } from "@/web/browser-call";
import type { AdjudicationAnswer, NewDecision } from "../schema";

export type SaveState = "saved" | "saving" | "failed";
type Step = NewDecision extends infer One ? (One extends { revision: number } ? Omit<One, "revision"> : never) : never;
type Undo = Extract<NewDecision, { undo: unknown }>["undo"];

/** Where the decision of a step is kept, and what it was before; null: the step settles nothing. */
function decisionBefore({ groups, answers }: AdjudicationAnswer, step: Step): Undo["decision"] {
  if ("groupKey" in step) return { group: step.groupKey, restore: groups.find(({ key }) => key === step.groupKey)?.decision ?? null };
  if ("question" in step) return { group: `question ${step.question}`, restore: answers.find(({ question }) => question === step.question)?.decision ?? null };
  return null;
}

/** The same for a step that takes one back. */
function decisionNow({ groups, answers }: AdjudicationAnswer, { decision }: Undo): Undo["decision"] {
  if (!decision) return null;
  const now = groups.find(({ key }) => key === decision.group)?.decision ?? answers.find(({ question }) => `question ${question}` === decision.group)?.decision ?? null;
  return { group: decision.group, restore: now };
}

/** The adjudication as the server has it, and the ways to change it. One request at a time; after a refusal for being late the page shows what is there now. */
export function useAdjudication(slug: string, opening: AdjudicationAnswer) {
  const [held, setHeld] = useState(opening);
  const [save, setSave] = useState<SaveState>("saved");
  const [problem, setProblem] = useState<Problem | null>(null);
  const [undone, setUndone] = useState<readonly Undo[]>([]);
  const [done, setDone] = useState<readonly Undo[]>([]);
  const busy = useRef(false);
  const at = useCallback((rest: string) => `/api/v1/projects/${encodeURIComponent(slug)}/adjudications/${encodeURIComponent(opening.traceId)}${rest}?pass=${opening.pass}`, [slug, opening.traceId, opening.pass]);

  const send = useCallback(async (path: string, body: object): Promise<AdjudicationAnswer | null> => {
    if (busy.current) return null;
    busy.current = true;
    setSave("saving");
    const answer = await call<AdjudicationAnswer>("POST", at(path), body);
    const fresh = answer.ok ? answer : answer.error.kind === "stale-revision" ? await call<AdjudicationAnswer>("GET", at("")) : null;
    busy.current = false;
    if (fresh?.ok) setHeld(fresh.value);
    setProblem(answer.ok ? null : answer.error);
    if (!answer.ok) { setDone([]); setUndone([]); } // somebody else's step may lie on top
    setSave(answer.ok ? "saved" : "failed");
    return answer.ok ? answer.value : null;
  }, [at]);

  const { revision } = held;
  const grown = (after: AdjudicationAnswer): number => after.revision - revision - (revision === 0 ? held.opening : 0);
  const decide = async (step: Step): Promise<AdjudicationAnswer | null> => {
    const decision = decisionBefore(held, step);
    const after = await send("/decisions", { ...step, revision });
    if (after) { setDone([...done, { operations: grown(after), decision }]); setUndone([]); }
    return after;
  };
  /** Moves the last step of one list to the other: what takes it back can be taken back in turn. */
  const back = async (from: readonly Undo[], setFrom: (steps: readonly Undo[]) => void, to: readonly Undo[], setTo: (steps: readonly Undo[]) => void): Promise<boolean> => {
    const last = from.at(-1);
    if (!last) return false;
    const decision = decisionNow(held, last);
    const after = await send("/decisions", { undo: last, revision });
    if (after) { setFrom(from.slice(0, -1)); setTo([...to, { operations: after.revision - revision, decision }]); }
    return after !== null;
  };
  return {
    undo: () => back(done, setDone, undone, setUndone), redo: () => back(undone, setUndone, done, setDone), canUndo: done.length > 0, canRedo: undone.length > 0,
    held, save, problem, dismiss: () => setProblem(null),
    decide,
    submit: () => { setDone([]); setUndone([]); return send("/submit", { revision }); },
    reopen: () => send("/reopen", { revision }),
  };
}
