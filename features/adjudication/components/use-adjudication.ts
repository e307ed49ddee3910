"use client";
import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useState, useSyncExternalStore } from "react";
import { useProblemWords } from "@/ui/problem-words";
import { announce } from "@/ui/toast";
import { call } from "@/web/browser-call";
import type { AdjudicationAnswer } from "../schema";
import type { Cut, Step } from "./foresee";
import { type AdjudicationEndpoint, StepQueue } from "./step-queue";
import { AGAIN, arriveAt, leaveBehind, leftQueue } from "./unsent-steps";

/** Whose adjudication of which trace it is. */
export interface Bench {
  readonly slug: string;
  readonly account: string;
  readonly title: string;
}

/** The adjudication with the steps made on this page, and the ways to make them; sent one behind the other (step-queue.ts), also when the page is left meanwhile (unsent-steps.ts). */
export function useAdjudication({ slug, account, title }: Bench, opening: AdjudicationAnswer, cut: Cut) {
  const t = useTranslations("adjudication");
  const words = useProblemWords();
  const key = JSON.stringify([account, slug, opening.traceId, opening.pass]);
  const [queue] = useState(() => leftQueue(key) ?? new StepQueue(opening, httpEndpoint(slug, opening), cut));
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
  const leave = useEffectEvent(() => {
    const { waiting: unsent, save: how } = queue.getState();
    if (unsent === 0) return;
    if (how === "failed") announce({ tone: "bad", text: t("leftBehind", { n: unsent, trace: title }) });
    leaveBehind(key, queue, () => {
      const { problem } = queue.getState();
      if (problem) announce({ tone: "bad", text: t("leftRefused", { trace: title, why: words.sentence(problem) }) });
      else if (how === "failed") announce({ tone: "ok", text: t("leftSaved", { trace: title }) });
    });
  });
  useEffect(() => {
    arriveAt(key);
    return () => leave();
  }, [key]);
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
