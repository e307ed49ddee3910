"use client";
import { useEffect, useEffectEvent, useRef, useState, type KeyboardEvent } from "react";

/** ms of rest after which what was typed is kept: with the time in which operations are gathered it is saved within a second. */
const REST = 400;
const LEAVING = ["beforeunload", "pagehide", "visibilitychange"] as const;

/** A field for free text. What is typed is kept when the fingers rest, when the field is left, when the page is left or hidden, and before a key with Ctrl or Alt acts: never letter by letter, never a half composed word.
 *  @param held what is kept now; shown whenever nothing else is being typed, so that an undo or another tab is seen
 *  @param keep says whether it could be kept
 *  @param onLeave Esc was pressed: the focus goes back to the text */
export function KeptText({ id, label, placeholder, held, readOnly, keep, onLeave }: {
  readonly id?: string; readonly label: string; readonly placeholder?: string; readonly held: string; readonly readOnly: boolean; readonly keep: (text: string) => boolean; readonly onLeave: () => void;
}) {
  const [typed, setTyped] = useState<string | null>(null);
  const composing = useRef(false);
  const keepTyped = (): void => { if (typed !== null && !composing.current && (typed === held || keep(typed))) setTyped(null); };
  const rested = useEffectEvent(keepTyped);
  useEffect(() => {
    if (typed === null) return;
    const rest = setTimeout(() => rested(), REST);
    return () => clearTimeout(rest);
  }, [typed]);
  useEffect(() => {
    // Caught before the page's own listeners, which send what waits.
    const leave = (): void => rested();
    for (const event of LEAVING) window.addEventListener(event, leave, true);
    return () => { for (const event of LEAVING) window.removeEventListener(event, leave, true); };
  }, []);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.ctrlKey || event.metaKey || event.altKey) keepTyped();
    if (event.key !== "Escape") return;
    event.preventDefault();
    onLeave();
  };
  return (
    <textarea {...(id === undefined ? {} : { id })} className="wb-note" rows={2} aria-label={label} placeholder={placeholder} value={typed ?? held} readOnly={readOnly}
      onChange={(event) => setTyped(event.target.value)} onKeyDown={onKeyDown}
      onCompositionStart={() => { composing.current = true; }}
      onCompositionEnd={(event) => { composing.current = false; setTyped(event.currentTarget.value); }}
      onBlur={() => { composing.current = false; keepTyped(); setTyped(null); }} />
  );
}
