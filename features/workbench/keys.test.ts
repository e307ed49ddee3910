import { expect, test } from "vitest";
import { BINDINGS, chordOf, chordsOf, isTakable, keyMap, type Command, type KeyPress } from "./keys";

const press = (key: string, code: string, held: Partial<KeyPress> = {}): KeyPress => ({ key, code, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, isComposing: false, ...held });
const commandOf = (event: KeyPress) => { const chord = chordOf(event); return chord === null ? null : (keyMap().get(chord)?.command ?? null); };

test("K5: digits are read by their place, so that layouts which type them with Shift can label", () => {
  expect(commandOf(press("&", "Digit1"))).toBe("label"); // AZERTY
  expect(commandOf(press("3", "Numpad3"))).toBe("label");
});

test("K5: letters are read by what they type, and by place where that is not Latin", () => {
  expect(commandOf(press("r", "KeyO"))).toBe("relate"); // another Latin layout
  expect(commandOf(press("к", "KeyR"))).toBe("relate"); // Cyrillic
});

test("K5: nothing acts during composition, and bare modifiers are no keys", () => {
  expect(chordOf(press("1", "Digit1", { isComposing: true }))).toBeNull();
  expect(chordOf(press("Process", "Digit1"))).toBeNull();
  expect(chordOf(press("Shift", "ShiftLeft", { shiftKey: true }))).toBeNull();
});

test("K5: the keys of product.md do what it says", () => {
  const ctrl = { ctrlKey: true };
  expect([
    commandOf(press("Enter", "Enter", ctrl)), commandOf(press("Enter", "Enter", { ...ctrl, shiftKey: true })), commandOf(press("z", "KeyZ", ctrl)), commandOf(press("Z", "KeyZ", { ...ctrl, shiftKey: true })),
    commandOf(press("Backspace", "Backspace")), commandOf(press("Delete", "Delete")), commandOf(press("Escape", "Escape")), commandOf(press("r", "KeyR")), commandOf(press("≥", "Period", { altKey: true })),
    commandOf(press("h", "KeyH", { altKey: true })), commandOf(press("[", "BracketLeft")), commandOf(press("]", "BracketRight")), commandOf(press("?", "Slash", { shiftKey: true })), commandOf(press("f", "KeyF", ctrl)), commandOf(press(" ", "Space")),
  ]).toEqual(["submit", "skip", "undo", "redo", "delete", "delete", "escape", "relate", "cycle", "hide", "previous", "next", "keys", "find", "cycle"]);
});

test("K5: Cmd stands for Ctrl, and Alt with the arrows to the sides stays the browser's", () => {
  expect(commandOf(press("Enter", "Enter", { metaKey: true }))).toBe("submit");
  expect(commandOf(press("ArrowLeft", "ArrowLeft", { altKey: true }))).toBeNull();
  expect(commandOf(press("ArrowDown", "ArrowDown", { altKey: true }))).toBe("stepDown");
});

test("K5: Shift extends every movement of the caret", () => {
  for (const { command } of BINDINGS.filter(({ group }) => group === "caret")) expect([...keyMap()].some(([chord, binding]) => binding.command === command && chord.includes("Shift+"))).toBe(true);
  expect(commandOf(press("J", "KeyJ", { shiftKey: true }))).toBe("stepDown");
});

test("K5: a reader's own key replaces the usual one; no two commands share a chord as they come", () => {
  const own = keyMap({ relate: ["y"] });
  expect([own.get("y")?.command, own.get("r")]).toEqual(["relate", undefined]);
  const chords = BINDINGS.flatMap(({ chords: all, group }) => all.flatMap((chord) => (group === "caret" ? [chord, chord.replace(/([^+]+)$/, "Shift+$1")] : [chord])));
  expect(new Set(chords).size).toBe(chords.length);
});

test("K5: what a command is said to be pressed by is what it answers to: a key that another command took is not its own any more, and digits stay with the labels", () => {
  const keysOf = (command: Command, own = {}) => chordsOf(BINDINGS.find((binding) => binding.command === command)!, own);
  expect([keysOf("copyLink"), keysOf("copyLink", { hide: ["y"] }), keysOf("hide", { hide: ["y"] }), keysOf("delete", { note: ["Delete"] })]).toEqual([["y"], [], ["y"], ["Backspace"]]);
  for (const own of [{}, { hide: ["y"] }, { relate: ["ArrowLeft"], submit: ["s"] }]) for (const binding of BINDINGS) for (const chord of keysOf(binding.command, own)) if (chord !== "1–9") expect(keyMap(own).get(chord)?.command).toBe(binding.command);
  expect(["1", "9", "0", "Mod+1", "y"].map(isTakable)).toEqual([false, false, true, true, true]);
});
