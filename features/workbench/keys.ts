/** Everything that a key can ask for in the workbench. Each is a button somewhere as well. */
export const COMMANDS = [
  "label", "relate", "delete", "cycle", "escape", "confirm", "granularity", "edges", "certainty", "note", "questions", "nextCheck", "accept", "reject", "acceptAll",
  "caretLeft", "caretRight", "caretUp", "caretDown", "wordLeft", "wordRight", "stepUp", "stepDown", "lineStart", "lineEnd", "textStart", "textEnd", "pageUp", "pageDown",
  "prompt", "jump", "search", "otherType", "skipAttribute", "previousAttribute",
  "undo", "redo", "submit", "skip", "handBack", "flag", "empty", "previous", "next", "find", "hide", "render", "arcs", "cues", "copyLink", "guidelines", "readUpTo", "layers", "keys",
] as const;
export type Command = (typeof COMMANDS)[number];

export interface Binding {
  readonly command: Command;
  /** Modifiers in the order Mod, Alt, Shift, then the key; Mod is Ctrl, or Cmd on a Mac. A digit stands for all of 1–9. */
  readonly chords: readonly string[];
  /** `text`: only while the text has the focus; `page`: anywhere in the workbench. */
  readonly scope: "text" | "page";
  readonly group: "labels" | "caret" | "span" | "relation" | "trace" | "view";
}

/** The keys as they come. A reader's own map replaces the chords of single commands. */
export const BINDINGS: readonly Binding[] = [
  { command: "label", chords: ["1–9"], scope: "text", group: "labels" },
  { command: "granularity", chords: ["g"], scope: "text", group: "labels" },
  { command: "caretLeft", chords: ["ArrowLeft"], scope: "text", group: "caret" },
  { command: "caretRight", chords: ["ArrowRight"], scope: "text", group: "caret" },
  { command: "caretUp", chords: ["ArrowUp"], scope: "text", group: "caret" },
  { command: "caretDown", chords: ["ArrowDown"], scope: "text", group: "caret" },
  { command: "wordLeft", chords: ["Mod+ArrowLeft"], scope: "text", group: "caret" },
  { command: "wordRight", chords: ["Mod+ArrowRight"], scope: "text", group: "caret" },
  { command: "stepUp", chords: ["k", "Alt+ArrowUp"], scope: "text", group: "caret" },
  { command: "stepDown", chords: ["j", "Alt+ArrowDown"], scope: "text", group: "caret" },
  { command: "lineStart", chords: ["Home"], scope: "text", group: "caret" },
  { command: "lineEnd", chords: ["End"], scope: "text", group: "caret" },
  { command: "textStart", chords: ["Mod+Home"], scope: "text", group: "caret" },
  { command: "textEnd", chords: ["Mod+End"], scope: "text", group: "caret" },
  { command: "pageUp", chords: ["PageUp"], scope: "text", group: "caret" },
  { command: "pageDown", chords: ["PageDown"], scope: "text", group: "caret" },
  { command: "cycle", chords: ["Space", "Alt+."], scope: "text", group: "span" },
  { command: "confirm", chords: ["Enter"], scope: "text", group: "span" },
  { command: "skipAttribute", chords: ["0"], scope: "text", group: "span" },
  { command: "previousAttribute", chords: ["-"], scope: "text", group: "span" },
  { command: "certainty", chords: ["u"], scope: "text", group: "span" },
  { command: "note", chords: ["n"], scope: "text", group: "span" },
  { command: "edges", chords: ["e"], scope: "text", group: "span" },
  { command: "delete", chords: ["Backspace", "Delete"], scope: "text", group: "span" },
  { command: "escape", chords: ["Escape"], scope: "text", group: "span" },
  { command: "copyLink", chords: ["y"], scope: "text", group: "span" },
  { command: "accept", chords: ["a"], scope: "text", group: "span" },
  { command: "reject", chords: ["x"], scope: "text", group: "span" },
  { command: "acceptAll", chords: ["Shift+a"], scope: "text", group: "span" },
  { command: "relate", chords: ["r"], scope: "text", group: "relation" },
  { command: "otherType", chords: ["t"], scope: "text", group: "relation" },
  { command: "prompt", chords: ["p"], scope: "text", group: "relation" },
  { command: "jump", chords: ["f"], scope: "text", group: "relation" },
  { command: "search", chords: ["/", "."], scope: "text", group: "relation" },
  { command: "submit", chords: ["Mod+Enter"], scope: "page", group: "trace" },
  { command: "skip", chords: ["Mod+Shift+Enter"], scope: "page", group: "trace" },
  { command: "handBack", chords: ["Shift+b"], scope: "text", group: "trace" },
  { command: "flag", chords: ["Shift+f"], scope: "text", group: "trace" },
  { command: "empty", chords: ["Shift+n"], scope: "text", group: "trace" },
  { command: "previous", chords: ["["], scope: "text", group: "trace" },
  { command: "next", chords: ["]"], scope: "text", group: "trace" },
  { command: "questions", chords: ["q"], scope: "text", group: "trace" },
  { command: "nextCheck", chords: ["c"], scope: "text", group: "trace" },
  { command: "readUpTo", chords: ["m"], scope: "text", group: "trace" },
  { command: "undo", chords: ["Mod+z"], scope: "page", group: "view" },
  { command: "redo", chords: ["Mod+Shift+z", "Mod+y"], scope: "page", group: "view" },
  { command: "find", chords: ["Mod+f"], scope: "page", group: "view" },
  { command: "hide", chords: ["Alt+h"], scope: "page", group: "view" },
  { command: "render", chords: ["v"], scope: "text", group: "view" },
  { command: "arcs", chords: ["Shift+r"], scope: "text", group: "view" },
  { command: "cues", chords: ["w"], scope: "text", group: "view" },
  { command: "guidelines", chords: ["i"], scope: "text", group: "view" },
  { command: "layers", chords: ["Shift+l"], scope: "text", group: "view" },
  { command: "keys", chords: ["?"], scope: "text", group: "view" },
];

/** What of a keyboard event decides. */
export type KeyPress = Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey" | "isComposing">;

/** The chord of a key press; null for a bare modifier and during IME composition.
 *  Digits are read by their place on the keyboard, since many layouts reach them with Shift; letters by what they type, or by place where that is not Latin. */
export function chordOf(event: KeyPress): string | null {
  if (event.isComposing || event.key === "Process" || ["Control", "Meta", "Alt", "Shift", "AltGraph", "Dead"].includes(event.key)) return null;
  const digit = /^(?:Digit|Numpad)([0-9])$/.exec(event.code)?.[1];
  const letter = /^[a-zA-Z]$/.test(event.key) ? event.key.toLowerCase() : /^Key([A-Z])$/.exec(event.code)?.[1]?.toLowerCase();
  // Alt turns letters and dots into other characters on some systems.
  const key = digit !== undefined && !event.shiftKey ? digit : letter ?? (event.altKey && event.code === "Period" ? "." : event.key === " " ? "Space" : event.key);
  const shifted = event.shiftKey && (letter !== undefined || key.length > 1);
  return `${event.ctrlKey || event.metaKey ? "Mod+" : ""}${event.altKey ? "Alt+" : ""}${shifted ? "Shift+" : ""}${key}`;
}

export type KeyMap = ReadonlyMap<string, Binding>;

/** Chord → binding. Caret movements also answer to Shift, which extends.
 *  @param own chords that replace those of single commands; where they are another command's as it comes, that one goes without */
export function keyMap(own: Readonly<Partial<Record<Command, readonly string[]>>> = {}): KeyMap {
  const map = new Map<string, Binding>();
  for (const binding of [...BINDINGS].sort((a, b) => Number(own[a.command] !== undefined) - Number(own[b.command] !== undefined)))
    for (const chord of own[binding.command] ?? binding.chords) {
      if (chord === "1–9") for (let digit = 1; digit <= 9; digit++) map.set(String(digit), binding);
      else map.set(chord, binding);
      if (binding.group === "caret") map.set(withShift(chord), binding);
    }
  return map;
}

/** The chords that a command has, given the reader's own: those that another command took are not its own any more. */
export function chordsOf({ command, chords }: Pick<Binding, "command" | "chords">, own: Parameters<typeof keyMap>[0] = {}): readonly string[] {
  const map = mapOf(own);
  return (own[command] ?? chords).filter((chord) => command === "label" || map.get(chord)?.command === command);
}

const maps = new WeakMap<object, KeyMap>();
function mapOf(own: NonNullable<Parameters<typeof keyMap>[0]>): KeyMap {
  const map = maps.get(own) ?? keyMap(own);
  maps.set(own, map);
  return map;
}

/** Digits belong to labels and answers: no other command may take one. */
export const isTakable = (chord: string): boolean => !/^[1-9]$/.test(chord);

const withShift = (chord: string): string => {
  const parts = chord.split("+");
  return [...parts.slice(0, -1), "Shift", parts.at(-1)!].join("+");
};
