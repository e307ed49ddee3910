import { Arcs, type Arc } from "./arcs";
import { Caret, type Cursor } from "./caret";
import { Handles, type Edge, type HandleEvents } from "./handles";
import type { TextSurface } from "./text-surface";

/** What is to be put where the text now is; what is left out stays. */
export interface Wanted {
  readonly caret?: { readonly cursor: Cursor | null; readonly keepColumn?: boolean; readonly reveal?: boolean };
  readonly handles?: { readonly span: string | null; readonly colour: string; readonly active: Edge | null };
  readonly arcs?: readonly Arc[];
}

/** Caret, handles and arcs over the text. All of them look before any of them changes something: one layout an event, however much it changed. */
export class Overlays {
  readonly caret: Caret;
  readonly #handles: Handles;
  readonly #arcs: Arcs;

  constructor(surface: TextSurface, scroller: HTMLElement, events: HandleEvents) {
    this.caret = new Caret(surface, scroller);
    this.#handles = new Handles(surface, events);
    this.#arcs = new Arcs(surface);
  }

  put({ caret, handles, arcs }: Wanted): void {
    if (caret?.cursor) this.caret.mirror(caret.cursor);
    const writes = [caret && this.caret.look(caret.cursor, caret), handles && this.#handles.look(handles.span, handles.colour, handles.active), arcs && this.#arcs.look(arcs)];
    for (const write of writes) write?.();
  }
}
