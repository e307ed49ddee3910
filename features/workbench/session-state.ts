import type { Annotation } from "@/core/annotation/annotation";
import type { Replica } from "@/core/annotation/replica";
import type { Field, Span } from "@/core/annotation/span";
import type { CodePoint } from "@/core/text/offset";
import type { SaveState } from "./saving/saver";
import type { Granularity } from "./surface/snap";

/** The selection in the text, code points of one field; a bare caret where both are equal. */
export interface TextCursor {
  readonly field: Field;
  readonly anchor: CodePoint;
  readonly focus: CodePoint;
}

/** What digits and letters mean just now. */
export type Mode =
  | { readonly kind: "reading" }
  | { readonly kind: "granularity" }
  /** Digits answer this attribute of the selected span. */
  | { readonly kind: "answering"; readonly attribute: string }
  /** A target is being chosen for a relation from the selected span. */
  | { readonly kind: "relating"; readonly type: string; readonly query: string; /** Letters that the spans in view wear, each with its span; null while none are asked for. */ readonly letters: ReadonlyMap<string, string> | null }
  /** Arrows move this edge of the selected span. */
  | { readonly kind: "resizing"; readonly edge: "start" | "end" };

export type Dialog = "keys" | "skip" | "hand-back" | "flag" | "conflicts" | "sign-in" | "submit" | null;

/** Something to say in the live region: a message of the catalogue. `serial` makes the same words twice two events. */
export interface Notice {
  readonly serial: number;
  readonly key: string;
  readonly values: Readonly<Record<string, string | number>>;
  readonly tone: "done" | "problem";
}

export interface WorkbenchState {
  /** The shown annotation with what is known of the server's, and what can be undone. */
  readonly replica: Replica;
  /** `replica.annotation`: what panels read. */
  readonly annotation: Annotation;
  /** Machine proposals that are shown, by their id here; apart from the annotation until they are accepted. */
  readonly suggestions: ReadonlyMap<string, Span>;
  readonly cursor: TextCursor | null;
  readonly selected: string | null;
  readonly granularity: Granularity;
  readonly mode: Mode;
  readonly dialog: Dialog;
  readonly hidden: boolean;
  readonly rendered: boolean;
  readonly save: SaveState;
  readonly notice: Notice | null;
  readonly finding: boolean;
  /** Spans that overlap at the caret, listed beside it; null while there is no list. */
  readonly overlap: readonly string[] | null;
  /** Arcs of all relations near the view, not of the selected span alone. */
  readonly arcs: boolean;
  /** Cue words are marked in the text and listed in their context. */
  readonly cues: boolean;
}
