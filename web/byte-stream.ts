/** A response body from an async sequence: the sequence is asked only as fast as the client reads, and is closed when the client goes away. */
export function byteStream(pieces: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const source = pieces[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = await source.next();
      if (next.done) controller.close();
      else controller.enqueue(next.value);
    },
    async cancel() { await source.return?.(); },
  }, { highWaterMark: 1 });
}
