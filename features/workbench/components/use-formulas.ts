"use client";
import { useEffect } from "react";
import type { Bench } from "../bench";
import type { SurfaceView } from "../surface/surface-view";
import { useSyncExternalStore } from "react";

/** Shows formulas rendered while that is switched on; KaTeX is loaded the first time. */
export function useFormulas(bench: Bench, view: SurfaceView | null): void {
  const { session } = bench;
  const rendered = useSyncExternalStore(session.subscribe, () => session.state.rendered, () => false);
  useEffect(() => {
    if (!view || !rendered) return;
    let current = true;
    void import("../surface/katex-renderer").then(({ katexRenderer }) => { if (current) view.renderFormulas(katexRenderer); });
    return () => {
      current = false;
      view.renderFormulas(null);
    };
  }, [view, rendered]);
}
