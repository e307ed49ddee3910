/** Hangs a letter on the start of each named span, or takes all away. */
export function showLetters(scroller: HTMLElement, letters: ReadonlyMap<string, string>): void {
  for (const old of scroller.querySelectorAll(".wb-jump")) old.remove();
  for (const [letter, id] of letters) {
    const tag = scroller.querySelector(`.wb-t[data-span="${CSS.escape(id)}"]`);
    if (!tag) continue;
    const mark = document.createElement("i");
    mark.className = "wb-o wb-jump";
    mark.dataset.letter = letter;
    tag.append(mark);
  }
}
