"use client";
import { useEffect, useState, useSyncExternalStore } from "react";
import { call } from "@/web/browser-call";
import type { AdjudicationAnswer } from "../schema";
import type { Cut, Step } from "./foresee";
import { type AdjudicationEndpoint, StepQueue } from "./step-queue";

/** What could not be sent is tried again this often, ms. */
const AGAIN = 4_000;

/** The adjudication with the steps made on this page, and the ways to make them; sent one behind the other (step-queue.ts). */
export function useAdjudication(slug: string, opening: AdjudicationAnswer, cut: Cut) {
  const [queue] = useState(() => new StepQueue(opening, httpEndpoint(slug, opening), cut));
  const state = useSyncExternalStore(queue.subscribe, queue.getState, queue.getState);
  const { waiting, save } = state;
  useEffect(() => {
    if (waiting === 0) return;
    const stay = (event: BeforeUnloadEvent): void => event.preventDefault();
    const again = (): void => queue.again();
    const timer = save === "failed" ? setTimeout(again, AGAIN) : undefined;
    window.addEventListener("beforeunload", stay);
    window.addEventListener("online", again);
    return () => { clearTimeout(timer); window.removeEventListener("beforeunload", stay); window.removeEventListener("online", again); };
  }, [queue, waiting, save]);
  return {
    ...state,
    decide: (step: Step) => queue.add({ kind: "decide", step }),
    undo: () => queue.add({ kind: "undo" }), redo: () => queue.add({ kind: "redo" }), submit: () => queue.add({ kind: "submit" }), reopen: () => queue.add({ kind: "reopen" }),
    dismiss: () => queue.dismiss(), again: () => queue.again(),
  };
}

function httpEndpoint(slug: string, { traceId, pass }: AdjudicationAnswer): AdjudicationEndpoint {
  const at = (rest: string): string => `/api/v1/projects/${encodeURIComponent(slug)}/adjudications/${encodeURIComponent(traceId)}${rest}?pass=${pass}`;
  return {
    decide: (input) => call("POST", at("/decisions"), input),
    submit: (looked) => call("POST", at("/submit"), looked),
    reopen: (looked) => call("POST", at("/reopen"), looked),
    read: () => call("GET", at("")),
  };
}
