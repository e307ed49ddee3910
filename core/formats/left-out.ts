import type { RecordedAnnotation } from "./trace-record";

/** What formats with one row an annotation cannot hold. */
export const UNANNOTATED = "traces without annotations";

/** What an annotation says beside places, labels and relations. */
export function leaveWords(annotation: RecordedAnnotation, leftOut: LeftOut, notesAreHeld = false): void {
  leftOut.add("attributes", annotation.spans.reduce((sum, { attributes }) => sum + Object.keys(attributes).length, 0));
  leftOut.add("answers", Object.keys(annotation.answers).length);
  if (!notesAreHeld) leftOut.add("notes", annotation.spans.filter(({ note }) => note !== "").length);
}

/** Counts what a writer's format cannot hold, for the manifest: "relations": 12. */
export class LeftOut {
  private readonly tally = new Map<string, number>();

  add(what: string, count = 1): void {
    if (count > 0) this.tally.set(what, (this.tally.get(what) ?? 0) + count);
  }

  /** Sorted by name; empty when everything was held. */
  counts(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.tally].sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}
