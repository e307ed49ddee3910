import type { Bench } from "../bench";
import { relateTo } from "./relate";

const LETTERS = "asdfghjklqwertyuiopzxcvbnm";

/** Hangs letters on the spans in view that may be the target, in reading order; as many as there are letters. What a letter means stays as it was shown.
 *  @returns false when no target is being chosen */
export function showJumpLetters({ session, view }: Bench): boolean {
  const { mode, selected, annotation } = session.state;
  if (mode.kind !== "relating") return false;
  const type = session.context.codebook.relations.find(({ key }) => key === mode.type);
  const allowed = (view?.viewport.spans() ?? []).filter((id) => id !== selected && annotation.spans.has(id) && (type?.to.includes("*") || type?.to.includes(annotation.spans.get(id)?.label ?? "")));
  if (allowed.length === 0) session.say("noTargetInView", { type: mode.type }, "problem");
  else session.set({ mode: { ...mode, letters: new Map(allowed.slice(0, LETTERS.length).map((id, k) => [LETTERS[k]!, id])) } });
  return true;
}

/** A letter picks the span that wears it; anything else ends the jump. */
export function jumpTo({ session }: Bench, chord: string): boolean {
  const { mode } = session.state;
  if (mode.kind !== "relating") return false;
  const id = mode.letters?.get(chord);
  session.set({ mode: { ...mode, letters: null } });
  if (id) relateTo(session, { span: id });
  return true;
}
