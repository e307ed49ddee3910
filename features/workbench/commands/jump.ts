import type { Bench } from "../bench";
import { relateTo } from "./relate";

const LETTERS = "asdfghjklqwertyuiopzxcvbnm";

/** The letter of each span in view that may be the target, in reading order; as many as there are letters. */
export function jumpLabels(bench: Bench): ReadonlyMap<string, string> {
  const { session, view } = bench;
  const { mode, selected, annotation } = session.state;
  const type = mode.kind === "relating" ? session.context.codebook.relations.find(({ key }) => key === mode.type) : undefined;
  if (!type || !view) return new Map();
  const allowed = view.viewport.spans().filter((id) => id !== selected && annotation.spans.has(id) && (type.to.includes("*") || type.to.includes(annotation.spans.get(id)?.label ?? "")));
  return new Map(allowed.slice(0, LETTERS.length).map((id, k) => [LETTERS[k]!, id]));
}

/** A letter picks the span that wears it; anything else ends the jump. */
export function jumpTo(bench: Bench, chord: string): boolean {
  const { session } = bench;
  const { mode } = session.state;
  const id = jumpLabels(bench).get(chord);
  if (mode.kind === "relating") session.set({ mode: { ...mode, jumping: false } });
  if (id) relateTo(session, { span: id });
  return true;
}
