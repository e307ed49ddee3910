import type { Subject } from "./clock";
import type { WorkSpan } from "./workload";

/** Registers the shipped workbench as a subject: it is worked as a person does, by selecting and pressing keys. Runs in the page; `places` are UTF-16 offsets of the CoT. */
export function registerWorkbench(): void {
  const scroller = document.querySelector<HTMLElement>(".wb-text")!;
  const press = (key: string, code: string): void => { scroller.dispatchEvent(new KeyboardEvent("keydown", { key, code, bubbles: true, cancelable: true })); };
  const steps = [...document.querySelectorAll<HTMLElement>(".wb-p[data-step]")];
  let starts: number[] | null = null;
  const startsOf = (): number[] => {
    if (starts) return starts;
    let at = 0;
    const source = (window as unknown as { benchText: string }).benchText;
    return (starts = steps.map((step) => { const from = source.indexOf(step.textContent ?? "", at); at = from + (step.textContent ?? "").length; return from; }));
  };
  const position = (paragraph: HTMLElement, offset: number): [Node, number] => {
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    let before = 0;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const { length } = node as Text;
      if (offset <= before + length) return [node, offset - before];
      before += length;
    }
    throw new Error("outside of the paragraph");
  };
  const select = ({ start, end }: WorkSpan): void => {
    const index = startsOf().findLastIndex((from) => from <= start);
    const paragraph = (worked = steps[index]!);
    const [a, b] = [position(paragraph, start - startsOf()[index]!), position(paragraph, end - startsOf()[index]!)];
    const box = paragraph.getBoundingClientRect();
    const at = { bubbles: true, button: 0, clientX: box.left + 1, clientY: box.top + 1 };
    paragraph.dispatchEvent(new PointerEvent("pointerdown", at));
    getSelection()!.setBaseAndExtent(a[0], a[1], b[0], b[1]);
    window.dispatchEvent(new PointerEvent("pointerup", { ...at, clientX: at.clientX + Math.random() * 400 }));
  };
  /** The paragraph that is worked on, and its marks before: counting those of the whole text would be timed too. */
  let worked = scroller;
  let marks = 0;
  let added = false;
  const act = (key: string, code: string): void => {
    marks = worked.querySelectorAll("mark").length;
    press(key, code);
  };
  const subject: Subject = {
    ready: () => document.querySelector("mark") !== null,
    show: (offset) => { steps[startsOf().findLastIndex((from) => from <= offset)]!.scrollIntoView({ block: "center" }); },
    prepare: select,
    add: () => { added = true; act("3", "Digit3"); },
    remove: () => { added = false; act("Delete", "Delete"); },
    // A new span cuts the marks that were there; a deleted one joins them.
    has: () => { const now = worked.querySelectorAll("mark").length; return added ? now > marks : now >= marks; },
    scroller: () => scroller,
  };
  const page = window as unknown as { subjects?: Record<string, Subject> };
  (page.subjects ??= {})["switchback"] = subject;
}
