import type { TraceQuestion } from "@/core/codebook/codebook";
import type { Ratings } from "@/core/ranking/contradictions";
import type { Tiers } from "@/core/ranking/tiers";

/** What the ranking page is opened with: plain JSON. */
export interface ComparisonView {
  readonly slug: string;
  /** The trace that it was opened from. */
  readonly trace: string;
  /** Names the reader's unsaved order in this browser. */
  readonly draftKey: string;
  readonly prompt: string;
  readonly traces: readonly { readonly id: string; readonly cot: string; readonly answer: string | null; readonly truncated: boolean }[];
  readonly total: number;
  readonly questions: readonly TraceQuestion[];
  readonly ratings: Readonly<Record<string, Ratings>>;
  readonly revision: number;
  readonly tiers: Tiers;
  readonly reason: string;
}
