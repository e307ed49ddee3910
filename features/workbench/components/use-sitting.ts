"use client";
import { useEffect } from "react";
import type { Bench } from "../bench";
import { runKey } from "../commands/run-command";
import type { KeyMap } from "../keys";
import { rememberGranularity } from "../preferences";

/** What runs as long as the page is open: saving, and what is done when it is left, hidden, or back. */
export function useSitting(bench: Bench, start: () => () => void): void {
  useEffect(() => {
    const stop = start();
    const { session, saver } = bench;
    let { granularity } = session.state;
    const remember = session.subscribe(() => { if (session.state.granularity !== granularity) rememberGranularity((granularity = session.state.granularity)); });
    const ask = (event: BeforeUnloadEvent): void => { if (saver.waiting > 0) event.preventDefault(); };
    const leave = (): void => { void saver.flush(true); void bench.tracker.report(); };
    const online = (): void => { if (saver.waiting > 0) saver.resume(); };
    const back = (): void => { if (document.visibilityState === "visible") { if (saver.waiting > 0) saver.resume(); else if (!session.readOnly) void saver.reread(); } else leave(); };
    window.addEventListener("beforeunload", ask);
    window.addEventListener("pagehide", leave);
    window.addEventListener("online", online);
    document.addEventListener("visibilitychange", back);
    return () => {
      stop();
      remember();
      window.removeEventListener("beforeunload", ask);
      window.removeEventListener("pagehide", leave);
      window.removeEventListener("online", online);
      document.removeEventListener("visibilitychange", back);
    };
  }, [bench, start]);
}

/** Keys that are pressed outside of the text. */
export function useKeysOfPage(bench: Bench, keys: KeyMap): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || bench.session.state.dialog !== null) return;
      const typing = event.target instanceof HTMLElement && event.target.closest("input, textarea, [contenteditable]") !== null;
      // Undo inside a field is the field's own.
      if (typing && !(event.altKey || ((event.ctrlKey || event.metaKey) && ["Enter", "f"].includes(event.key)))) return;
      const inText = event.target === document.body && bench.view?.takeFocus() === true;
      if (runKey(bench, keys, event, inText)) event.preventDefault();
      else if (event.key === "Escape" && !event.isComposing) bench.view?.focus(); // from any panel back to the text
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [bench, keys]);
}
