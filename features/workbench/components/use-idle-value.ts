"use client";
import { useEffect, useState } from "react";
import { emptyAnnotation, type Annotation } from "@/core/annotation/annotation";

/** A value as it was when the reader last paused: what is worked out from it never stands between a key and its paint.
 *  @param pause ms without a change before the new value is taken, then at the browser's next idle moment
 *  @param first what stands in for it until then */
export function useIdleValue<Value>(value: Value, pause: number, first: Value): Value {
  const [settled, setSettled] = useState(first);
  useEffect(() => {
    let idle = 0;
    const timer = setTimeout(() => { idle = requestIdleCallback(() => setSettled(() => value), { timeout: 1_000 }); }, pause);
    return () => {
      clearTimeout(timer);
      if (idle) cancelIdleCallback(idle);
    };
  }, [value, pause]);
  return settled;
}

/** What can be worked out before the first paint without being felt; of more spans nothing, until the text is there. */
export const atOnce = (annotation: Annotation): Annotation => (annotation.spans.size <= 300 ? annotation : emptyAnnotation);

/** Thousands of spans take a while to go through: the reader must really have paused. */
export const pauseFor = (annotation: Annotation): number => (annotation.spans.size <= 300 ? 200 : 1_200);
