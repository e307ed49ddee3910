/** Gives each item of a sequence to several readers, in step: the next is fetched when all have asked for it, so that nothing piles up.
 *  A reader that leaves early no longer counts; a failure of the source reaches all. Every reader must be read. */
export function broadcast<Item>(source: AsyncIterable<Item>, readers: number): AsyncIterable<Item>[] {
  const iterator = source[Symbol.asyncIterator]();
  let present = readers;
  let waiting: { resolve: (next: IteratorResult<Item>) => void; reject: (error: unknown) => void }[] = [];
  const advance = (): void => {
    if (waiting.length < present || waiting.length === 0) return;
    const served = waiting;
    waiting = [];
    iterator.next().then((next) => { for (const { resolve } of served) resolve(next); }, (error: unknown) => { for (const { reject } of served) reject(error); });
  };
  return Array.from({ length: readers }, () => ({
    async *[Symbol.asyncIterator](): AsyncGenerator<Item> {
      try {
        for (;;) {
          const next = await new Promise<IteratorResult<Item>>((resolve, reject) => {
            waiting.push({ resolve, reject });
            advance();
          });
          if (next.done) return;
          yield next.value;
        }
      } finally {
        present--;
        advance();
      }
    },
  }));
}
