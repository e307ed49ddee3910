import type { Field } from "../annotation/span";
import type { Pass } from "../annotation/annotation";

/** A text in the interface's languages; English is always there. */
export interface Localized {
  readonly en: string;
  readonly zh?: string;
}

/** How a label's underline is drawn: with hue and tag, never colour alone. */
export const PATTERNS = ["dashes", "double", "solid", "wave", "dots", "dash-dot", "long-dashes", "thick"] as const;
export type Pattern = (typeof PATTERNS)[number];

/** One closed value of an attribute or of a choice question. */
export interface Choice {
  readonly value: string;
  readonly name: Localized;
}

/** A closed question about one span. `when` shows it only where another attribute has one of the values. */
export interface Attribute {
  readonly key: string;
  readonly name: Localized;
  readonly pass: Pass;
  readonly values: readonly Choice[];
  readonly required: boolean;
  readonly default?: string;
  readonly when?: { readonly attribute: string; readonly in: readonly string[] };
}

export interface Label {
  readonly key: string;
  readonly name: Localized;
  /** Two letters that stand at the start of each span. */
  readonly tag: string;
  /** Name of a colour token ("branching" → var(--branching)); never a raw colour. */
  readonly colour: string;
  readonly pattern: Pattern;
  /** 1–9, or null for a label without a digit. */
  readonly hotkey: number | null;
  readonly pass: Pass;
  readonly definition: Localized;
  readonly examples: readonly Localized[];
  readonly attributes: readonly Attribute[];
  /** Fields on which the label may be used. */
  readonly fields: readonly Field[];
  /** Most spans of the label on one trace; without it there is no limit. */
  readonly max?: number;
}

/** A typed link: which labels may stand at each end, what else it may point at, and how often. */
export interface RelationType {
  readonly key: string;
  readonly name: Localized;
  readonly pass: Pass;
  readonly from: readonly string[];
  /** Labels of target spans; ["*"] is any label. */
  readonly to: readonly string[];
  readonly anchor: boolean;
  readonly prompt: boolean;
  readonly anchorFields: readonly Field[];
  /** Number of relations of this type per source span; max null = no limit. */
  readonly min: number;
  readonly max: number | null;
  /** Only demanded or offered where the source span has one of these attribute values. */
  readonly when?: { readonly attribute: string; readonly in: readonly string[] };
}

export type TraceQuestion = { readonly key: string; readonly name: Localized; readonly pass: Pass; readonly required: boolean; readonly shown: boolean } & (
  | { readonly kind: "choice"; readonly choices: readonly Choice[] }
  | { readonly kind: "rating"; readonly low: number; readonly high: number }
  | { readonly kind: "text" }
  | { readonly kind: "boolean" }
);

/** What is labelled: free spans, or one choice per step ("step") or per section of the trace's segmentation. */
export type Unit = "span" | "step" | "section";

/** What annotators may label. A published version is immutable. */
export interface Codebook {
  readonly key: string;
  readonly title: Localized;
  readonly unit: Unit;
  readonly labels: readonly Label[];
  readonly relations: readonly RelationType[];
  readonly questions: readonly TraceQuestion[];
  /** Markdown with maths, shown beside the trace. */
  readonly guidelines: Localized;
  /** Check kinds that a project lets block submission; all others warn. */
  readonly blocking: readonly string[];
}
