/** What `read` makes of each item, in order. The next is read while one is used; never more, so that memory holds two. */
export async function* oneAhead<Item, Value>(items: Iterable<Item>, read: (item: Item) => Promise<Value>): AsyncGenerator<Value> {
  let ahead: Promise<Value> | null = null;
  for (const item of items) {
    const value: { readonly read: Value } | null = ahead && { read: await ahead };
    ahead = read(item);
    ahead.catch(() => {}); // told when its turn comes
    if (value) yield value.read;
  }
  if (ahead) yield await ahead;
}
