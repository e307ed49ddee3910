"use client";
import { useEffect, useSyncExternalStore } from "react";
import type { Bench } from "../bench";
import { whenLoaded } from "../late-part";
import type { SurfaceView } from "../surface/surface-view";

/** Shows formulas rendered while that is switched on; KaTeX is loaded the first time. */
export function useFormulas(bench: Bench, view: SurfaceView | null): void {
  const { session } = bench;
  const rendered = useSyncExternalStore(session.subscribe, () => session.state.rendered, () => false);
  useEffect(() => {
    if (!view || !rendered) return;
    let current = true;
    void whenLoaded(session, () => import("../surface/katex-renderer"), ({ katexRenderer }) => { if (current) view.renderFormulas(katexRenderer); }, () => session.set({ rendered: false }));
    return () => {
      current = false;
      view.renderFormulas(null);
    };
  }, [session, view, rendered]);
}
