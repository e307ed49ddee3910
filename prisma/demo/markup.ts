import type { Codebook, Label } from "@/core/codebook/codebook";
import { codePoint, type Range } from "@/core/text/offset";

// Traces of the demo are written with their labels in place: ⟦id label value … relation:target|the words⟧.
//   ⟦x1|7 · 8 = 54⟧                                       an anchor: a range that relations may point at
//   ⟦v1 ve recompute finds_problem verifies:x1|Wait, …⟧    a span: the label's tag, attribute values (each belongs to one attribute of the label), relations
// `from`, `to`, `by` are short for branches_from, backtracks_to, triggered_by; the target `prompt` is the prompt as a whole.
// `?` marks the span unsure; `@a1,gold` leaves it to these layers only. Marks nest. The characters ⟦ ⟧ occur nowhere else.

/** A marked range of one text. `label` null: an anchor. */
export interface Mark extends Range {
  readonly id: string;
  readonly label: string | null;
  readonly attributes: Readonly<Record<string, string>>;
  readonly relations: readonly { readonly type: string; readonly target: string }[];
  readonly unsure: boolean;
  /** The layers that hold it; null: all. */
  readonly layers: readonly string[] | null;
}

export interface MarkedText {
  readonly text: string;
  /** In the order in which they begin, outer before inner. */
  readonly marks: readonly Mark[];
}

const SHORT_RELATIONS: Readonly<Record<string, string>> = { from: "branches_from", to: "backtracks_to", by: "triggered_by" };

/** The text without its marks, and the marks in its code points. @throws Error where the marks are not well formed or not of the codebook: the author's bug */
export function readMarkup(marked: string, codebook: Codebook): MarkedText {
  const marks: Mark[] = [];
  const open: { readonly slot: number; readonly mark: Omit<Mark, "end"> }[] = [];
  let text = "";
  let length = 0;
  let head: string | null = null;
  for (const character of marked) {
    if (head !== null) {
      if (character !== "|") head += character;
      else {
        open.push({ slot: marks.length, mark: readHead(head, length, codebook) });
        marks.push({ ...open.at(-1)!.mark, end: codePoint(length) });
        head = null;
      }
    } else if (character === "⟦") head = "";
    else if (character === "⟧") {
      const closed = open.pop();
      if (!closed) throw new Error(`⟧ closes nothing: …${text.slice(-40)}`);
      if (closed.mark.start === length) throw new Error(`mark ${closed.mark.id} holds nothing`);
      marks[closed.slot] = { ...closed.mark, end: codePoint(length) };
    } else {
      text += character;
      length++;
    }
  }
  if (head !== null || open.length > 0) throw new Error(`mark ${open.at(-1)?.mark.id ?? head} is not closed`);
  return { text, marks };
}

function readHead(head: string, start: number, codebook: Codebook): Omit<Mark, "end"> {
  const [id = "", ...words] = head.split(" ");
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(id)) throw new Error(`"${id}" is no id`);
  const label = codebook.labels.find(({ tag }) => tag.toLowerCase() === words[0]);
  if (words.length > 0 && !label) throw new Error(`mark ${id}: no label has the tag "${words[0]}"`);
  const rest = words.slice(1);
  const plain = rest.filter((word) => !word.includes(":") && !word.startsWith("@") && word !== "?");
  return {
    id, start: codePoint(start), label: label?.key ?? null,
    attributes: label ? Object.fromEntries(plain.map((value) => [attributeOf(label, value), value])) : {},
    relations: rest.filter((word) => word.includes(":")).map((word) => {
      const [type = "", target = ""] = word.split(":");
      return { type: SHORT_RELATIONS[type] ?? type, target };
    }),
    unsure: rest.includes("?"), layers: rest.find((word) => word.startsWith("@"))?.slice(1).split(",") ?? null,
  };
}

function attributeOf(label: Label, value: string): string {
  const holding = label.attributes.filter(({ values }) => values.some((choice) => choice.value === value));
  if (holding.length !== 1) throw new Error(`"${value}" belongs to ${holding.length} attributes of ${label.key}`);
  return holding[0]!.key;
}
