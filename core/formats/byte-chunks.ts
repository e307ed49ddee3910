/** Bytes as a stream, in pieces of at most `size`: what a file on disk or an upload looks like to a reader. */
export async function* byteChunks(bytes: Uint8Array | string, size = 1 << 16): AsyncGenerator<Uint8Array> {
  const whole = typeof bytes === "string" ? new TextEncoder().encode(bytes) : bytes;
  for (let at = 0; at < whole.length; at += size) yield whole.subarray(at, at + size);
}
