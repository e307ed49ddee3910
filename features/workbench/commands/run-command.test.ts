import { expect, test } from "vitest";
import { keyMap, type KeyPress } from "../keys";
import { caretAt, COT, sampleBench, select, type SampleBench } from "../testing/sample-bench";
import { runKey } from "./run-command";

const CODES: Readonly<Record<string, string>> = { "?": "Slash", "[": "BracketLeft", "]": "BracketRight", ".": "Period", " ": "Space" };
/** Presses keys one after the other, "Ctrl+z" as held; @returns whether each was taken */
const press = (bench: SampleBench, ...keys: readonly string[]): boolean[] => keys.map((name) => {
  const parts = name === " " ? [" "] : name.split("+");
  const key = parts.at(-1)!;
  const event: KeyPress = { key, code: /^\d$/.test(key) ? `Digit${key}` : /^[a-zA-Z]$/.test(key) ? `Key${key.toUpperCase()}` : CODES[key] ?? key, ctrlKey: parts.includes("Ctrl"), metaKey: false, altKey: parts.includes("Alt"), shiftKey: parts.includes("Shift"), isComposing: false };
  return runKey(bench, keyMap(), event, true);
});
const spans = ({ session }: SampleBench) => [...session.state.annotation.spans.values()];

test("K5: a selection and a digit make a span with exactly its characters, then digits answer, required ones first, until Enter", () => {
  const bench = sampleBench();
  select(bench, "let me check 3·7: 7+7+7 = 21");
  press(bench, "3");
  expect(bench.session.state.mode).toEqual({ kind: "answering", attribute: "outcome" });
  press(bench, "2", "Enter");
  expect(spans(bench)).toMatchObject([{ label: "verification", quote: "let me check 3·7: 7+7+7 = 21", attributes: { outcome: "finds_problem" } }]);
  const [span] = spans(bench);
  expect([...COT].slice(span!.start, span!.end).join("")).toBe(span!.quote);
  expect(bench.session.state.mode).toEqual({ kind: "reading" });
});

test("K3: g and a digit choose what a bare caret labels; a character alone is no span", () => {
  const bench = sampleBench();
  caretAt(bench, "let me check");
  press(bench, "1");
  expect([spans(bench).length, bench.session.state.notice?.key]).toEqual([0, "selectFirst"]);
  press(bench, "g", "2", "1", "Escape");
  expect(spans(bench).map(({ quote }) => quote)).toEqual(["let"]);
  press(bench, "Delete", "g", "3", "j", "2");
  expect(spans(bench).map(({ quote }) => quote)).toEqual(["So 24 was wrong."]);
  press(bench, "Escape", "Escape", "Backspace", "g", "9");
  expect(bench.session.state.granularity).toBe("sentence"); // there is no ninth
});

test("K5: Escape goes one step back at a time: list, mode, span, selection, find", () => {
  const bench = sampleBench();
  select(bench, "So 24 was wrong.");
  press(bench, "4");
  bench.session.set({ overlap: [spans(bench)[0]!.id] });
  const state = () => { const { overlap, mode, selected } = bench.session.state; return [overlap !== null, mode.kind, selected !== null]; };
  bench.session.set({ finding: true });
  expect(state()).toEqual([true, "answering", true]);
  const seen = [1, 2, 3, 4].map(() => { press(bench, "Escape"); return [...state(), bench.session.state.finding]; });
  expect(seen).toEqual([[false, "answering", true, true], [false, "reading", true, true], [false, "reading", false, true], [false, "reading", false, false]]);
});

test("K5: letters and digits act in the text alone; what belongs to the page acts anywhere; the second Ctrl+F is the browser's", () => {
  const bench = sampleBench();
  select(bench, "So 24 was wrong.");
  const event = (key: string, code: string, ctrlKey = false): KeyPress => ({ key, code, ctrlKey, metaKey: false, altKey: false, shiftKey: false, isComposing: false });
  expect(runKey(bench, keyMap(), event("4", "Digit4"), false)).toBe(false);
  expect(runKey(bench, keyMap(), event("Enter", "Enter", true), false)).toBe(true);
  expect(press(bench, "Ctrl+f", "Ctrl+f")).toEqual([true, false]);
  press(bench, "q", "i", "[", "]", "?");
  expect([bench.asked, bench.session.state.dialog]).toEqual([["submit", "questions", "guidelines", "previous", "next"], "keys"]);
  expect(spans(bench)).toEqual([]);
});

test("K5: a key that acts on a span says so where none is selected; with one it acts", () => {
  const bench = sampleBench();
  for (const key of ["n", "u", "y", "e", "Delete"]) {
    bench.session.set({ notice: null });
    expect([key, press(bench, key), bench.session.state.notice?.key]).toEqual([key, [true], "nothingSelected"]);
  }
  expect(bench.asked).toEqual([]);
  select(bench, "So 24 was wrong.");
  press(bench, "4", "Escape", "n", "u");
  expect([bench.asked, spans(bench)[0]!.certainty]).toEqual([["note"], "unsure"]);
});

test("K5: a relation by keys: Enter takes the first proposal, digits pick, p is the prompt; undo takes it back alone", () => {
  const bench = sampleBench();
  select(bench, "So 3·7 = 24.");
  press(bench, "6", "Escape", "Escape");
  select(bench, "let me check 3·7");
  press(bench, "3", "Escape", "r");
  expect(bench.session.state.mode).toMatchObject({ kind: "relating", type: "verifies" });
  press(bench, "Enter");
  const relations = () => [...bench.session.state.annotation.relations.values()].map(({ type, to }) => [type, "span" in to ? "span" : "prompt" in to ? "prompt" : to.quote]);
  expect(relations()).toEqual([["verifies", "span"]]);
  press(bench, "r", "2");
  expect(relations()).toEqual([["verifies", "span"], ["verifies", "🍎 So 3·7 = 24. Minus 2 is 22."]]);
  press(bench, "Ctrl+z", "Ctrl+z");
  expect([relations(), spans(bench).length]).toEqual([[], 2]);
  select(bench, "Back to the bags");
  press(bench, "2", "Escape", "r", "p");
  expect(relations()).toEqual([["backtracks_to", "prompt"]]);
});

test("K4: handles by keys: the end, then the start, character by character or word by word, never over the other edge", () => {
  const bench = sampleBench();
  select(bench, "product is");
  press(bench, "5", "Escape", "e");
  expect(bench.session.state.mode).toEqual({ kind: "resizing", edge: "end" });
  press(bench, "ArrowLeft", "ArrowLeft");
  expect(spans(bench)[0]!.quote).toBe("product");
  press(bench, "e", "Ctrl+ArrowLeft");
  expect(spans(bench)[0]!.quote).toBe("the product");
  press(bench, "Enter");
  expect(bench.session.state.mode).toEqual({ kind: "reading" });
  press(bench, "e", ...Array.from({ length: 40 }, () => "ArrowLeft"));
  expect(spans(bench)[0]!.quote).toBe("t");
  for (let step = 0; step < 60; step++) press(bench, "Ctrl+z");
  expect(spans(bench)).toEqual([]);
});

test("K5: deleting a span takes its relations along, and one undo brings all of it back", () => {
  const bench = sampleBench();
  select(bench, "let me check 3·7");
  press(bench, "3", "Escape", "r", "Enter", "Delete");
  expect([spans(bench).length, bench.session.state.annotation.relations.size]).toEqual([0, 0]);
  press(bench, "Ctrl+z");
  expect([spans(bench).length, bench.session.state.annotation.relations.size]).toEqual([1, 1]);
});

test("K6: undo takes the eye to what changed; an undone label leaves its text selected for another", () => {
  const bench = sampleBench();
  select(bench, "product is");
  press(bench, "1", "Escape", "Escape", "Ctrl+Home", "Ctrl+z");
  expect(spans(bench)).toEqual([]);
  press(bench, "5");
  expect(spans(bench)).toMatchObject([{ label: "correction", quote: "product is" }]);
  press(bench, "Escape", "u", "Escape", "Ctrl+Home", "Ctrl+z");
  const { cursor, selected } = bench.session.state;
  expect([cursor!.focus, selected]).toEqual([spans(bench)[0]!.start, spans(bench)[0]!.id]);
});

test("K3: Ctrl with Home and End goes to the edge of the text, and stays there however often it is pressed", () => {
  const bench = sampleBench();
  const { session, doc } = bench;
  const at = () => { const { field, anchor, focus } = session.state.cursor!; return [field, anchor === focus, Number(focus)]; };
  caretAt(bench, "product");
  const seen = ["End", "End", "Home", "Home"].map((key) => { press(bench, `Ctrl+${key}`); return at(); });
  const { length } = doc.fields.cot.map;
  expect(seen).toEqual([["cot", true, length], ["cot", true, length], ["cot", true, 0], ["cot", true, 0]]);
});

test("K3: the same label on the same characters is the span that is there", () => {
  const bench = sampleBench();
  select(bench, "product is");
  press(bench, "5", "Escape", "Escape");
  const [made] = spans(bench);
  select(bench, "product is");
  press(bench, "5");
  expect([spans(bench), bench.session.state.selected, bench.session.state.mode.kind]).toEqual([[made], made!.id, "answering"]);
  select(bench, "product");
  press(bench, "5", "Escape", "Escape");
  select(bench, "product is");
  press(bench, "3");
  expect(spans(bench).length).toBe(3);
});

test("K5: a read-only view says so, and changes nothing", () => {
  const bench = sampleBench({ readOnly: true });
  select(bench, "product is");
  press(bench, "5");
  expect([spans(bench).length, bench.session.state.notice?.key]).toEqual([0, "readOnly"]);
  caretAt(bench, "product is");
  for (const key of ["6", "Ctrl+Enter", "Ctrl+Shift+Enter", "Shift+f", "Shift+n", "r", "u", "e", "Delete"]) {
    bench.session.set({ notice: null });
    expect([key, press(bench, key), bench.session.state.notice?.key, bench.session.state.dialog]).toEqual([key, [true], "readOnly", null]);
  }
  expect(bench.asked).toEqual([]);
});
