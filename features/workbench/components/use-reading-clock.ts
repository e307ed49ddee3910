"use client";
import { useEffect } from "react";
import type { Bench } from "../bench";
import { rememberPlace } from "../preferences";
import type { SurfaceView } from "../surface/surface-view";

const ACTIVITY = ["keydown", "pointerdown", "pointermove", "wheel", "touchmove"] as const;

/** Once a second: what is in view, whether anybody is there, and where the reader is, to come back to. */
export function useReadingClock(bench: Bench, view: SurfaceView | null, key: string): void {
  useEffect(() => {
    if (!view) return;
    const now = (): number => performance.now() / 1_000;
    const active = (): void => bench.tracker.active(now());
    active();
    for (const event of ACTIVITY) window.addEventListener(event, active, { passive: true });
    const clock = setInterval(() => {
      const visible = document.visibilityState === "visible";
      bench.tracker.tick(now(), visible ? view.viewport.blocks(bench.tracker.blocks) : null);
      const top = visible ? view.viewport.top() : null;
      if (top) rememberPlace(key, top.field, top.offset);
    }, 1_000);
    return () => {
      clearInterval(clock);
      for (const event of ACTIVITY) window.removeEventListener(event, active);
    };
  }, [bench, view, key]);
}
