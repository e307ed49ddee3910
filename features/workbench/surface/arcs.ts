import type { Write } from "./overlay";
import type { Place, TextSurface } from "./text-surface";

/** One relation in the gutter. */
export interface Arc {
  readonly from: Place;
  readonly to: Place;
  /** Name of the colour token. */
  readonly colour: string;
  readonly dashed: boolean;
  readonly title: string;
}

const NAMESPACE = "http://www.w3.org/2000/svg";
/** px between the lanes of arcs, and their number before lanes are shared. */
const LANE = { width: 7, count: 6 };

/** Thin arcs in the left gutter between the lines of the two ends, arrow at the target; those that span more lie further out. */
export class Arcs {
  readonly #surface: TextSurface;
  #right = 58;
  readonly #svg = document.createElementNS(NAMESPACE, "svg");

  constructor(surface: TextSurface) {
    this.#surface = surface;
    this.#svg.classList.add("wb-arcs");
    this.#svg.setAttribute("aria-hidden", "true");
    surface.frame.flow.append(this.#svg);
  }

  /** Finds the lines of both ends; what it returns draws the arcs. */
  look(arcs: readonly Arc[]): Write {
    if (arcs.length === 0) return () => { if (this.#svg.firstChild) this.#svg.replaceChildren(); };
    const { flow } = this.#surface.frame;
    const { top } = flow.getBoundingClientRect();
    // Left of the step numbers: the gutter is narrower on small screens.
    this.#right = Number.parseFloat(getComputedStyle(flow).getPropertyValue("--gutter")) - 36;
    const lines = arcs.flatMap((arc) => {
      const [from, to] = [this.#lineOf(arc.from, top), this.#lineOf(arc.to, top)];
      return from === null || to === null ? [] : [{ arc, from, to }];
    });
    lines.sort((a, b) => Math.abs(a.from - a.to) - Math.abs(b.from - b.to));
    return () => this.#svg.replaceChildren(...lines.map(({ arc, from, to }, index) => this.#path(arc, from + 3 - 3 * (index % 3), to + (index % 2) * 4, this.#right - 18 - LANE.width * (index % LANE.count))));
  }

  #path(arc: Arc, from: number, to: number, x: number): SVGElement {
    const group = document.createElementNS(NAMESPACE, "g");
    const bend = Math.min(9, Math.abs(from - to) / 2);
    const sign = to < from ? -1 : 1;
    const path = document.createElementNS(NAMESPACE, "path");
    path.setAttribute("d", `M${this.#right} ${from}H${x + bend}Q${x} ${from} ${x} ${from + sign * bend}V${to - sign * bend}Q${x} ${to} ${x + bend} ${to}H${this.#right - 5}`);
    path.style.stroke = `var(--${arc.colour})`;
    if (arc.dashed) path.style.strokeDasharray = "3 3";
    const head = document.createElementNS(NAMESPACE, "path");
    head.setAttribute("d", `M${this.#right} ${to}l-6 -3.5v7z`);
    head.style.fill = `var(--${arc.colour})`;
    const title = document.createElementNS(NAMESPACE, "title");
    title.textContent = arc.title;
    group.append(title, path, head);
    return group;
  }

  /** Middle of the line of a place, px below the top of the flow. */
  #lineOf(place: Place, top: number): number | null {
    const at = this.#surface.positionOf(place, "forward");
    if (!at) return null;
    const range = document.createRange();
    range.setStart(at.node, at.offset);
    if (at.node.nodeType === Node.TEXT_NODE && at.offset < (at.node as Text).length) range.setEnd(at.node, at.offset + 1);
    const rect = range.getClientRects()[0] ?? this.#surface.elementOf(at.paragraph).getBoundingClientRect();
    return rect.top + Math.min(rect.height, 28) / 2 - top;
  }
}
