import type { WorkbenchOpening } from "./opening";
import type { WorkbenchSession } from "./session";
import type { ReadingTracker } from "./reading/reading-tracker";
import type { Saver } from "./saving/saver";
import type { TraceDocument } from "./surface/document";
import type { SurfaceView } from "./surface/surface-view";

/** All that a sitting at one trace consists of: what panels and keys act on. */
export interface Bench {
  readonly opening: WorkbenchOpening;
  readonly doc: TraceDocument;
  readonly session: WorkbenchSession;
  readonly saver: Saver;
  readonly tracker: ReadingTracker;
  /** The text on the page; null until it is mounted. */
  view: SurfaceView | null;
  /** What leaves the page or opens a panel: given by the page's components. */
  readonly page: BenchPage;
}

export interface BenchPage {
  submit(): void;
  next(): void;
  previous(): void;
  /** Opens or closes the panel beside or instead of the inspector's. */
  toggle(panel: "guidelines" | "layers" | "reading"): void;
  focusNote(): void;
  focusQuestions(): void;
  focusSearch(): void;
}
