/** Encodes text in pieces of about `size` UTF-16 units, so that a writer neither holds its file nor yields a buffer a line. */
export async function* encoded(lines: AsyncIterable<string>, size = 1 << 16): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  let held: string[] = [];
  let length = 0;
  for await (const line of lines) {
    held.push(line);
    length += line.length;
    if (length < size) continue;
    yield encoder.encode(held.join(""));
    held = [];
    length = 0;
  }
  if (length > 0) yield encoder.encode(held.join(""));
}
