import type { BlindField } from "./blinding";
import type { Role } from "./role";

/** Who asks for the layers of a trace. */
export interface LayerReader {
  readonly role: Role;
  readonly handle: string;
  readonly hidden: ReadonlySet<BlindField>;
  /** Whether the reader has submitted work on this trace and has none under way. */
  readonly finished: boolean;
}

/** Whether somebody may see a layer of a trace. The own one always. Nothing that a blind round hides. Annotators see what other annotators and the
 *  adjudicator made of a trace once they have submitted their own: labels are to be independent even in an open round. */
export function seesLayer(layer: string, { role, handle, hidden, finished }: LayerReader): boolean {
  if (layer === `annotator:${handle}`) return true;
  if (layer.startsWith("detector:")) return !hidden.has("suggestions");
  if (hidden.has("layers")) return false;
  if (layer.startsWith("imported:")) return true;
  return finished || role !== "annotator";
}
