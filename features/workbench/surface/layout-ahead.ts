import type { Frame } from "./frame";

/** Groups to each side of where the reader came that are laid out ahead: some ten screens. */
const GROUPS = 8;
/** ms of one piece of work, and ms after which a piece is done where the browser never becomes idle: while a key is held down, a piece of its own is still shorter than the frame that would hold it. */
const PIECE = 6;
const AT_LATEST = 30;

/** Lays out what the reader comes to next, in idle moments. The browser does it only in the frame that shows it, and there it is the most of a scroll's longest task: a paragraph may have 16,000 characters,
 *  and laying them out wakes the garbage collector. What is asked for its place is laid out, and stays so while the browser passes over it (content-visibility). */
export class LayoutAhead {
  readonly #groups: Frame["groups"];
  readonly #indexOf: ReadonlyMap<EventTarget | null, number>;
  #started = false;
  #idle = 0;
  /** The group that came into view last, and how many around it have been looked after. */
  #at = 0;
  #done = 0;

  constructor({ flow, groups }: Frame) {
    this.#groups = groups;
    this.#indexOf = new Map(groups.map(({ element }, index) => [element, index]));
    flow.addEventListener("contentvisibilityautostatechange", (event) => {
      const index = this.#indexOf.get(event.target);
      if (index === undefined || (event as ContentVisibilityAutoStateChangeEvent).skipped) return;
      this.#at = index;
      this.#done = 0;
      this.#ask();
    });
  }

  /** The text is drawn: what is laid out now stays as it is. */
  start(): void {
    this.#started = true;
    this.#ask();
  }

  stop(): void {
    this.#started = false;
    cancelIdleCallback(this.#idle);
  }

  #ask(): void {
    if (!this.#started || this.#idle) return;
    this.#idle = requestIdleCallback(() => {
      this.#idle = 0;
      const until = performance.now() + PIECE;
      while (this.#done < 2 * GROUPS && performance.now() < until) this.#layOut(this.#done++);
      if (this.#done < 2 * GROUPS) this.#ask();
    }, { timeout: AT_LATEST });
  }

  /** The nearest first; below before above. */
  #layOut(nth: number): void {
    const distance = (nth >> 1) + 1;
    this.#groups[this.#at + (nth % 2 === 0 ? distance : -distance)]?.element.lastElementChild?.getBoundingClientRect();
  }
}
