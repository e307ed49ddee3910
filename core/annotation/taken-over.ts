import type { Span } from "./span";

/** Whether a span is in a truth pass because the behaviour pass had it. */
export const isTakenOver = ({ provenance: { origin, source } }: Span): boolean => origin === "accepted" && (source === "gold" || source === "behaviour");
