"use client";
import { startTransition, useEffect, useState } from "react";
import { AfterPaint } from "../after-paint";

/** False until the page has been painted once with its text: what can wait is drawn, and taken over from the server, after that. */
export function usePainted(): boolean {
  const [painted, setPainted] = useState(false);
  useEffect(() => {
    const later = new AfterPaint(() => startTransition(() => setPainted(true)));
    later.ask();
    return () => later.cancel();
  }, []);
  return painted;
}
