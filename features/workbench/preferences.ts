import type { Command } from "./keys";
import type { Granularity } from "./surface/snap";

/** How the reader wants the text; kept in this browser. */
export interface ReadingLook {
  /** Size of the text, px. */
  readonly size: number;
  /** Characters a line, about. */
  readonly width: number;
  readonly face: "serif" | "sans" | "mono";
}

export const usualLook: ReadingLook = { size: 17, width: 72, face: "serif" };
export const LOOK_LIMITS = { size: [13, 26], width: [48, 110] } as const;

export type OwnKeys = Readonly<Partial<Record<Command, readonly string[]>>>;
export const noOwnKeys: OwnKeys = {};

const read = (key: string): unknown => {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "null");
  } catch {
    return null; // storage switched off, or something else's value
  }
};

const write = (key: string, value: unknown): void => {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    return; // a private window: the choice holds until it closes
  }
};

/** Read when this module is loaded, while the page's data are still on their way: the browser fetches a page's storage at the first question and has it wait for that. */
let look: ReadingLook | null = typeof window === "undefined" ? null : heldLook();
const lookListeners = new Set<() => void>();

/** The reader's look; the same object until it changes, and `usualLook` itself where nothing else was chosen: what the server drew is not drawn anew. */
export const readingLook = (): ReadingLook => (look ??= heldLook());

export function onLookChange(listener: () => void): () => void {
  lookListeners.add(listener);
  return () => lookListeners.delete(listener);
}

export function rememberLook(next: ReadingLook): void {
  look = next;
  write("switchback.reading", next);
  for (const listener of lookListeners) listener();
}

function heldLook(): ReadingLook {
  const held = read("switchback.reading") as Partial<ReadingLook> | null;
  const within = (value: unknown, [low, high]: readonly [number, number], usual: number): number => (typeof value === "number" && Number.isFinite(value) ? Math.min(high, Math.max(low, value)) : usual);
  const { size, width, face }: ReadingLook = { size: within(held?.size, LOOK_LIMITS.size, usualLook.size), width: within(held?.width, LOOK_LIMITS.width, usualLook.width), face: held?.face === "sans" || held?.face === "mono" ? held.face : "serif" };
  return size === usualLook.size && width === usualLook.width && face === usualLook.face ? usualLook : { size, width, face };
}

/** The look as custom properties of the text. The leading follows the size on the 28:17 rhythm. */
export const lookStyle = ({ size, width, face }: ReadingLook): Record<string, string> => ({
  "--read-size": `${size}px`, "--leading": `${Math.round((size * 28) / 17)}px`, "--face": `var(--${face})`, "--measure-width": `${Math.round(width * size * 0.512)}px`,
});

let keys: OwnKeys | null = null;
const keyListeners = new Set<() => void>();

/** The reader's own keys; the same object until one changes, `noOwnKeys` where there are none. */
export const ownKeys = (): OwnKeys => (keys ??= (read("switchback.keys") as OwnKeys | null) ?? noOwnKeys);

export function onKeysChange(listener: () => void): () => void {
  keyListeners.add(listener);
  return () => keyListeners.delete(listener);
}

/** Gives a command another key, or its usual ones back with null. Holds at once. */
export function rememberKey(command: Command, chord: string | null): void {
  const { [command]: _, ...others } = ownKeys();
  keys = chord === null ? others : { ...others, [command]: [chord] };
  write("switchback.keys", keys);
  for (const listener of keyListeners) listener();
}

/** Brings all usual keys back. */
export function forgetKeys(): void {
  keys = noOwnKeys;
  write("switchback.keys", keys);
  for (const listener of keyListeners) listener();
}

/** Minutes of work after which a break is proposed; 0: never. */
export const BREAKS = [0, 25, 50, 90] as const;
export const breakEvery = (): number => { const held = read("switchback.break"); return BREAKS.find((minutes) => minutes === held) ?? 50; };
export const rememberBreak = (minutes: number): void => write("switchback.break", minutes);

export const rememberedGranularity = (): Granularity => {
  const held = read("switchback.granularity");
  return held === "word" || held === "sentence" || held === "step" ? held : "character";
};
export const rememberGranularity = (granularity: Granularity): void => write("switchback.granularity", granularity);

/** Where the reader left a trace: the code point of the CoT at the top of the view. */
export const placeLeft = (annotation: string): { readonly field: "prompt" | "cot" | "answer"; readonly offset: number } | null => {
  const held = read(`switchback.place:${annotation}`) as { field?: unknown; offset?: unknown } | null;
  return held && (held.field === "prompt" || held.field === "cot" || held.field === "answer") && typeof held.offset === "number" ? { field: held.field, offset: held.offset } : null;
};
export const rememberPlace = (annotation: string, field: string, offset: number): void => write(`switchback.place:${annotation}`, { field, offset });
