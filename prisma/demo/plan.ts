import type { DemoSource } from "./source";

export const DEMO_ANNOTATORS = ["a1", "a2", "a3"] as const;
export type DemoAnnotator = (typeof DEMO_ANNOTATORS)[number];

/** The states of a trace that the demo shows. `released` is said apart. */
export type DemoState = "unclaimed" | "in_progress" | "finished" | "disagreeing" | "adjudicated";

/** One annotator's work on a trace: with own habits or as everybody sees it; all of it, or the first half as a draft. */
export interface PlannedWork {
  readonly annotator: DemoAnnotator;
  readonly habits: DemoAnnotator | "agreed";
  readonly status: "submitted" | "draft";
}

export interface TracePlan {
  readonly state: DemoState;
  readonly work: readonly PlannedWork[];
  readonly released: boolean;
}

/** Who did what: whole questions are adjudicated, so that every checkpoint of both models has gold; the rest shows each other state. */
export function planOf({ prompt, model, step }: DemoSource): TracePlan {
  switch (prompt) {
    case "residues": return adjudicated(step >= 400 ? ["a1", "a2", "a3"] : ["a1", "a2"], true);
    case "ferry": return step === 0 || step === 800 ? adjudicated(["a1", "a3"], false) : { state: "disagreeing", work: own(["a1", "a2", "a3"]), released: false };
    case "tiles": return step === 800 ? { state: "disagreeing", work: own(["a2", "a3"]), released: false } : { state: "finished", work: alike(step === 0 ? ["a2"] : ["a1", "a2"]), released: false };
    case "program":
      if (step === 0) return { state: "unclaimed", work: [], released: false };
      if (step === 800) return { state: "in_progress", work: [{ annotator: model === "lumen-7b" ? "a1" : "a2", habits: "agreed", status: "draft" }], released: false };
      return { state: "finished", work: own([model === "lumen-7b" ? "a3" : "a1"]), released: false };
    case "liars":
      if (step === 400) return { state: "in_progress", work: [{ annotator: "a3", habits: "a3", status: "draft" }], released: false };
      return { state: "unclaimed", work: [], released: false };
  }
}

const own = (annotators: readonly DemoAnnotator[]): PlannedWork[] => annotators.map((annotator) => ({ annotator, habits: annotator, status: "submitted" }));
const alike = (annotators: readonly DemoAnnotator[]): PlannedWork[] => annotators.map((annotator) => ({ annotator, habits: "agreed", status: "submitted" }));
const adjudicated = (annotators: readonly DemoAnnotator[], released: boolean): TracePlan => ({ state: "adjudicated", work: own(annotators), released });
