/** A body of type multipart/form-data that is not one. */
export class BrokenMultipart extends Error {
  override readonly name = "BrokenMultipart";
}

/** One part; its body must be read to its end before the next part is asked for. */
export interface Part {
  /** Name of the form's field. */
  readonly field: string;
  /** null where the part is no file. */
  readonly fileName: string | null;
  readonly body: AsyncIterable<Uint8Array>;
}

const MOST_HEADER_BYTES = 16_384;

/** The boundary that a Content-Type names (RFC 2046 §5.1.1), or null. */
export function boundaryOf(contentType: string): string | null {
  const found = /^multipart\/form-data\s*;(?:.*;)?\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType);
  return found?.[1] ?? found?.[2] ?? null;
}

/** Reads a form part by part (RFC 7578) as the bytes come; memory holds one piece of the stream, however large the files.
 *  @throws BrokenMultipart when the form is cut off or has no parts where they should be */
export async function* readMultipart(stream: AsyncIterable<Uint8Array>, boundary: string): AsyncGenerator<Part> {
  const input = new Pieces(stream);
  // The first delimiter has no line break before it; pretending one makes it like the others.
  input.pushFront(Buffer.from("\r\n"));
  const delimiter = Buffer.from(`\r\n--${boundary}`, "latin1");
  await drain(until(input, delimiter)); // a preamble is ignored
  for (;;) {
    const after = (await input.take(2)).toString("latin1");
    if (after === "--") return;
    if (after !== "\r\n") throw new BrokenMultipart("a delimiter is followed by neither a part nor the end");
    const { field, fileName } = disposition(await headers(input));
    let finished = false;
    const body = (async function* () {
      yield* until(input, delimiter);
      finished = true;
    })();
    yield { field, fileName, body };
    if (!finished) await drain(body);
    if (!finished) throw new BrokenMultipart("a part was left in the middle");
  }
}

/** Bytes up to the delimiter, which is taken away. */
async function* until(input: Pieces, delimiter: Buffer): AsyncGenerator<Uint8Array> {
  for (;;) {
    const at = input.held.indexOf(delimiter);
    if (at >= 0) {
      if (at > 0) yield input.cut(at);
      input.cut(delimiter.length);
      return;
    }
    // The end of what is held may be the beginning of a delimiter.
    const safe = input.held.length - delimiter.length + 1;
    if (safe > 0) yield input.cut(safe);
    if (!(await input.more())) throw new BrokenMultipart("the form is cut off");
  }
}

async function headers(input: Pieces): Promise<string> {
  for (;;) {
    const at = input.held.indexOf("\r\n\r\n");
    if (at > MOST_HEADER_BYTES || (at < 0 && input.held.length > MOST_HEADER_BYTES)) throw new BrokenMultipart("the headers of a part are too long");
    if (at >= 0) return input.cut(at + 4).toString("utf8");
    if (!(await input.more())) throw new BrokenMultipart("the form is cut off");
  }
}

function disposition(text: string): { readonly field: string; readonly fileName: string | null } {
  const line = /^content-disposition:(.*)$/im.exec(text)?.[1] ?? "";
  const encoded = /;\s*filename\*=UTF-8''([^;\s]+)/i.exec(line)?.[1];
  const plain = /;\s*filename="((?:[^"\\]|\\.)*)"/i.exec(line)?.[1];
  return { field: unescaped(/;\s*name="((?:[^"\\]|\\.)*)"/i.exec(line)?.[1] ?? ""), fileName: encoded ? decoded(encoded) : plain === undefined ? null : unescaped(plain) };
}

// Browsers escape a quote as %22 (WHATWG HTML, multipart/form-data encoding), others by a backslash.
const unescaped = (text: string): string => text.replaceAll(/%22/g, '"').replaceAll(/\\(["\\])/g, "$1");
function decoded(text: string): string {
  try { return decodeURIComponent(text); } catch { return text; }
}

async function drain(stream: AsyncIterable<unknown>): Promise<void> {
  for await (const _piece of stream); // read away
}

/** A stream of which some bytes are held. */
class Pieces {
  held: Buffer = Buffer.alloc(0);
  readonly #source: AsyncIterator<Uint8Array>;
  constructor(stream: AsyncIterable<Uint8Array>) { this.#source = stream[Symbol.asyncIterator](); }

  pushFront(bytes: Buffer): void { this.held = Buffer.concat([bytes, this.held]); }

  async more(): Promise<boolean> {
    const next = await this.#source.next();
    if (next.done) return false;
    this.held = this.held.length === 0 ? Buffer.from(next.value) : Buffer.concat([this.held, next.value]);
    return true;
  }

  cut(length: number): Buffer {
    const bytes = this.held.subarray(0, length);
    this.held = this.held.subarray(length);
    return bytes;
  }

  async take(length: number): Promise<Buffer> {
    while (this.held.length < length) if (!(await this.more())) throw new BrokenMultipart("the form is cut off");
    return this.cut(length);
  }
}
