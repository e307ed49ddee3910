interface Step {
  readonly ids: readonly string[];
  /** Length of the history of gestures that this step came after: of those done for a rejection, of those undone for one that was taken back. */
  readonly after: number;
}

/** Rejections of suggestions in this sitting. They are no gestures of the annotation, yet undo and redo must meet them in the order in which they were made:
 *  each stands by the number of gestures that came before it. */
export class RejectionHistory {
  #done: Step[] = [];
  #undone: Step[] = [];

  /** A rejection was made after so many gestures. What was undone cannot be redone any more. */
  made(ids: readonly string[], gesturesDone: number): void {
    this.#done.push({ ids, after: gesturesDone });
    this.#undone = [];
  }

  /** A gesture was made: what was undone cannot be redone any more. */
  gestureMade(): void {
    this.#undone = [];
  }

  /** The rejection that undo takes back now, or null when a gesture came later. */
  undo(gestures: { readonly done: number; readonly undone: number }): readonly string[] | null {
    const last = this.#done.at(-1);
    if (!last || last.after < gestures.done) return null;
    this.#done.pop();
    this.#undone.push({ ids: last.ids, after: gestures.undone });
    return last.ids;
  }

  /** The rejection that redo makes again now, or null when a gesture was undone later. */
  redo(gestures: { readonly done: number; readonly undone: number }): readonly string[] | null {
    const last = this.#undone.at(-1);
    if (!last || last.after < gestures.undone) return null;
    this.#undone.pop();
    this.#done.push({ ids: last.ids, after: gestures.done });
    return last.ids;
  }
}
