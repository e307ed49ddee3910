"use client";
import { useEffect } from "react";
import { toUtf16 } from "@/core/text/offset";
import type { Field } from "@/core/annotation/span";
import type { Range } from "@/core/text/offset";
import type { Bench } from "../bench";
import type { SurfaceView } from "../surface/surface-view";

export interface MarkedStretch extends Range {
  readonly field: Field;
}

/** More marks than this cost a frame; those further down are listed, not marked. */
const MOST = 2_000;

/** Marks stretches of the text in the browser's highlight registry: nothing is laid out, no span is touched. A paragraph that is drawn again loses its marks, so they are set anew when the browser is idle.
 *  @param name of the `::highlight()` in globals.css */
export function useTextMarks(bench: Bench, view: SurfaceView | null, name: string, stretches: readonly MarkedStretch[]): void {
  useEffect(() => {
    if (!view || stretches.length === 0) return;
    let idle = 0;
    const mark = (): void => {
      idle = 0;
      const ranges = stretches.slice(0, MOST).flatMap(({ field, start, end }) => {
        const { map } = bench.doc.fields[field];
        return view.surface.rangeOf(field, toUtf16(map, start), toUtf16(map, end)) ?? [];
      });
      CSS.highlights.set(name, new Highlight(...ranges));
    };
    const again = (): void => { idle ||= requestIdleCallback(mark, { timeout: 500 }); };
    mark();
    const stops = [bench.session.onSpans(again), bench.session.subscribe(onRendered())];
    // Spans far below are drawn in slices after the first paint.
    const settled = setTimeout(again, 1_500);
    return () => {
      for (const stop of stops) stop();
      clearTimeout(settled);
      if (idle) cancelIdleCallback(idle);
      CSS.highlights.delete(name);
    };

    /** Formulas that are rendered, or are source again, draw their paragraphs anew. */
    function onRendered(): () => void {
      let { rendered } = bench.session.state;
      return () => {
        if (bench.session.state.rendered === rendered) return;
        rendered = bench.session.state.rendered;
        setTimeout(again, 400);
      };
    }
  }, [bench, view, name, stretches]);
}
