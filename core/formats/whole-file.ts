import { BrokenStream } from "./decompress";
import { encodingOf, textDecoder } from "./text-encoding";

/** A collected file. `broken` says where and why it ended early; what came before it is there. */
export interface WholeFile {
  readonly bytes: Uint8Array;
  readonly broken?: string;
}

/** Collects a small file. One that is larger than `maxBytes` counts as broken there. */
export async function wholeFile(chunks: AsyncIterable<Uint8Array>, maxBytes: number): Promise<WholeFile> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  let broken: string | undefined;
  try {
    for await (const chunk of chunks) {
      if (size + chunk.length > maxBytes) { broken = `larger than the ${maxBytes} bytes that this format may have`; break; }
      pieces.push(chunk.slice()); // the source may reuse its buffer
      size += chunk.length;
    }
  } catch (error) {
    if (!(error instanceof BrokenStream)) throw error;
    broken = error.message;
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) { bytes.set(piece, at); at += piece.length; }
  return broken === undefined ? { bytes } : { bytes, broken };
}

export interface WholeText {
  readonly text: string;
  readonly repairs: number;
  readonly broken?: string;
}

/** Collects and decodes a small text file, by its byte order mark (which is not part of the text). */
export async function wholeText(chunks: AsyncIterable<Uint8Array>, maxBytes: number): Promise<WholeText> {
  const { bytes, broken } = await wholeFile(chunks, maxBytes);
  const { encoding, bom } = encodingOf(bytes);
  const { text, repairs } = textDecoder(encoding)(bytes.subarray(bom));
  return broken === undefined ? { text, repairs } : { text, repairs, broken };
}
