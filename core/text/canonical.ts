const SUSPECT = /[\0\ud800-\udfff]/;
const REPLACEMENT = "\ufffd";

/** What a text looks like once it can be stored, and how many characters had to be replaced. */
export interface RepairedText {
  readonly text: string;
  readonly repairs: number;
}

/** Replaces what PostgreSQL and UTF-8 cannot hold, NUL and lone surrogates, by U+FFFD each; everything else stays exactly as it came, so the length in code points stays too.
 *  A text without such characters is returned itself. O(length). */
export function repairText(text: string): RepairedText {
  if (!SUSPECT.test(text)) return { text, repairs: 0 };
  const pieces: string[] = [];
  let kept = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    const high = (unit & 0xfc00) === 0xd800;
    if (high && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00) i++;
    else if (unit === 0 || high || (unit & 0xfc00) === 0xdc00) {
      pieces.push(text.slice(kept, i), REPLACEMENT);
      kept = i + 1;
    }
  }
  return { text: pieces.join("") + text.slice(kept), repairs: pieces.length / 2 };
}
