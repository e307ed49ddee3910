"use client";
import { useCallback, useRef, useState } from "react";
import type { Problem } from "@/ui/problem-banner";
import { call } from "@/web/browser-call";
import type { AdjudicationAnswer, NewDecision } from "../schema";

export type SaveState = "saved" | "saving" | "failed";
type Step = NewDecision extends infer One ? (One extends { revision: number } ? Omit<One, "revision"> : never) : never;

/** The adjudication as the server has it, and the ways to change it. One request at a time; after a refusal for being late the page shows what is there now. */
export function useAdjudication(slug: string, opening: AdjudicationAnswer) {
  const [held, setHeld] = useState(opening);
  const [save, setSave] = useState<SaveState>("saved");
  const [problem, setProblem] = useState<Problem | null>(null);
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
    setSave(answer.ok ? "saved" : "failed");
    return answer.ok ? answer.value : null;
  }, [at]);

  const { revision } = held;
  return {
    held, save, problem, dismiss: () => setProblem(null),
    decide: (step: Step) => send("/decisions", { ...step, revision }),
    submit: () => send("/submit", { revision }),
    reopen: () => send("/reopen", { revision }),
  };
}
