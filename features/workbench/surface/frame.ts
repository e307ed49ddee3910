import { FIELDS, type Field } from "@/core/annotation/span";
import type { TraceDocument } from "./document";

/** Characters of one group: `content-visibility` is decided by group, since deciding it by paragraph costs every frame, and a whole group is laid out for its first line.
 *  Where a text opens, groups are smaller: the first frame lays out little more than what it shows. */
const groupSize = (from: number): number => (from < 6_000 ? 1_200 : 4_000);
/** Estimates for what has not been laid out yet: characters a line, and pixels a line and between paragraphs. They only place the scroll bar. */
const ESTIMATE = { characters: 68, line: 28, gap: 6 };

/** Consecutive paragraphs that are laid out together, by the index of the first and the last. */
export interface Group {
  readonly element: HTMLElement;
  readonly first: number;
  last: number;
}

export interface Frame {
  /** Scrolls; holds the sections. */
  readonly flow: HTMLElement;
  readonly sections: Readonly<Record<Field, HTMLElement>>;
  /** One element a paragraph, by its index. Empty: their text is drawn by the surface. */
  readonly paragraphs: readonly HTMLElement[];
  readonly groups: readonly Readonly<Group>[];
}

/** Builds the skeleton of a document: a section a field, groups of a few thousand characters, an element a paragraph.
 *  @param named steps get ids (`step-12`) to link to: only one text of a page may have them */
export function buildFrame(doc: TraceDocument, headings: Readonly<Record<Field, string>>, named: boolean): Frame {
  const flow = document.createElement("div");
  flow.className = "wb-flow";
  const paragraphs: HTMLElement[] = [];
  const groups: Group[] = [];
  const sections = {} as Record<Field, HTMLElement>;
  for (const field of FIELDS) {
    const section = document.createElement("section");
    section.className = `wb-field wb-${field}`;
    section.setAttribute("role", "group"); // no landmark: two texts may stand side by side
    section.setAttribute("aria-label", headings[field]);
    if (field === "prompt") section.tabIndex = 0; // it scrolls by itself while it is pinned
    section.dataset.heading = headings[field];
    section.hidden = doc.fields[field].map.text === "" && field !== "cot";
    let group: Group | null = null;
    let groupStart = 0;
    let characters = 0;
    let height = 0;
    const close = (): void => {
      if (group) group.element.style.containIntrinsicSize = `auto 700px auto ${height}px`;
      group = null;
    };
    for (const paragraph of doc.fields[field].paragraphs) {
      const length = paragraph.drawnTo - paragraph.from;
      if (group && length > groupSize(groupStart)) close(); // a very long paragraph is laid out alone
      if (!group) {
        group = { element: document.createElement("div"), first: paragraph.index, last: paragraph.index };
        group.element.className = "wb-g";
        section.append(group.element);
        groups.push(group);
        groupStart = paragraph.from;
        characters = height = 0;
      }
      const element = document.createElement("p");
      element.className = "wb-p";
      element.dir = "auto";
      if (paragraph.step !== null) {
        element.dataset.step = String(paragraph.step);
        if (named) element.id = `step-${paragraph.step}`;
      }
      group.element.append(element);
      group.last = paragraph.index;
      paragraphs.push(element);
      characters += length;
      height += ESTIMATE.gap + Math.ceil(length / ESTIMATE.characters) * ESTIMATE.line;
      if (characters > groupSize(groupStart)) close();
    }
    close();
    sections[field] = section;
    flow.append(section);
  }
  return { flow, sections, paragraphs, groups };
}
