/** Encodings that a file may have; anything else is read as UTF-8 with visible repairs. */
export type Encoding = "utf-8" | "utf-16le" | "utf-16be";

export interface DecodedText {
  readonly text: string;
  /** Ill-formed sequences that became U+FFFD. */
  readonly repairs: number;
}

/** The encoding by byte order mark, and the mark's length in bytes; without a mark, UTF-8. */
export function encodingOf(head: Uint8Array): { readonly encoding: Encoding; readonly bom: number } {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: "utf-8", bom: 3 };
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: "utf-16le", bom: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: "utf-16be", bom: 2 };
  return { encoding: "utf-8", bom: 0 };
}

/** A decoder of whole pieces (each must end on a character boundary). Ill-formed input becomes U+FFFD and is counted; no mark is stripped. */
export function textDecoder(encoding: Encoding): (bytes: Uint8Array) => DecodedText {
  const strict = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  const lenient = new TextDecoder(encoding, { ignoreBOM: true });
  return (bytes) => {
    try {
      return { text: strict.decode(bytes), repairs: 0 };
    } catch {
      const text = lenient.decode(bytes);
      return { text, repairs: count(text) - genuine(bytes, encoding) };
    }
  };
}

const REPLACEMENT = "\ufffd";

function count(text: string): number {
  let found = 0;
  for (let at = text.indexOf(REPLACEMENT); at >= 0; at = text.indexOf(REPLACEMENT, at + 1)) found++;
  return found;
}

/** U+FFFD that stood in the file as such. */
function genuine(bytes: Uint8Array, encoding: Encoding): number {
  let found = 0;
  if (encoding === "utf-8") {
    for (let at = bytes.indexOf(0xef); at >= 0; at = bytes.indexOf(0xef, at + 1)) if (bytes[at + 1] === 0xbf && bytes[at + 2] === 0xbd) found++;
    return found;
  }
  const [low, high] = encoding === "utf-16le" ? [0, 1] : [1, 0];
  for (let at = 0; at + 1 < bytes.length; at += 2) if (bytes[at + high] === 0xff && bytes[at + low] === 0xfd) found++;
  return found;
}
