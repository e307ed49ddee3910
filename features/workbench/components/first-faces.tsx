import { useMemo } from "react";

/** Characters of the beginning of a text that the first screen can show. */
const FIRST_SCREEN = 2_500;
/** What a face may lack: neither ASCII, nor spaces, marks, or what is not drawn. */
const DRAWN_BEYOND_ASCII = /[^\p{ASCII}\p{C}\p{Z}\p{M}]/u;

/** The first screen's characters in the faces and sizes that the text is set in, laid out but not seen. The browser looks for faces that have them, and fetches those, as soon as it has the page;
 *  else it would do so when the text is drawn, which each time waits for another process. */
export function FirstFaces({ prompt, cot, style }: { readonly prompt: string; readonly cot: string; readonly style: React.CSSProperties }) {
  const letters = useMemo(() => ["a", ...new Set([...lettersOf(prompt), ...lettersOf(cot)])].join(" "), [prompt, cot]);
  return (
    <div aria-hidden className="wb-faces" style={style}>
      {letters}<b>{letters}</b><span className="wb-m">{letters}</span><i>1</i><i className="wb-t" data-tag="a" />
    </div>
  );
}

function* lettersOf(text: string): Generator<string> {
  let seen = 0;
  for (const letter of text) {
    if (DRAWN_BEYOND_ASCII.test(letter)) yield letter;
    if (++seen === FIRST_SCREEN) return;
  }
}
