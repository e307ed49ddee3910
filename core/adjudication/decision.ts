import type { Span } from "../annotation/span";

/** How a group was settled. `accept` takes one layer's span, `merge` takes what all its spans cover together, `edit` what the adjudicator makes of it, `reject` none. */
export type Choice =
  | { readonly kind: "accept"; readonly layer: string }
  | { readonly kind: "merge"; readonly label: string }
  | { readonly kind: "edit"; readonly span: Omit<Span, "id" | "provenance"> }
  | { readonly kind: "reject" };

/** What is kept of a settled group beside the gold annotation's own log: which span came of it, and why. The annotators are shown it afterwards. `undone` takes the group's decision back: it is open again, and nobody reads it. */
export interface Decision {
  /** Key of the group (group-spans.ts); a group whose originals changed has another key and is open again. */
  readonly group: string;
  readonly choice: Choice["kind"] | "agreed" | "undone";
  /** The layer that was followed, where one was. */
  readonly layer: string | null;
  /** Id of the gold span; null after a rejection. */
  readonly span: string | null;
  readonly reason: string;
}

export type Decisions = ReadonlyMap<string, Decision>;
