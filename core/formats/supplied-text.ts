/** A text that annotations speak of and their file does not hold: a trace of the project, or a text file beside it. */
export interface SuppliedText {
  /** The external id: what is imported under it goes onto that trace. */
  readonly id: string;
  readonly prompt: string;
  readonly cot: string;
  readonly answer?: string;
}

/** Where such texts come from. A reader of bytes cannot know: who reads lends it. */
export interface TextSource {
  /** All texts that go by the best of each address's names; an address that nothing goes by is not in the answer. */
  readonly find: (addresses: readonly string[]) => Promise<ReadonlyMap<string, readonly SuppliedText[]>>;
  /** The text beside the annotations when there is exactly one. */
  readonly sole: () => Promise<SuppliedText | null>;
}

/** The names under which a text may be known that is addressed so, best first: the address as it is, without its fragment and query, what follows its last slash, and that without its ending, with .txt or without. */
export function namesOf(address: string): readonly string[] {
  const plain = address.replace(/[?#].*$/s, "");
  const last = decoded(plain.replace(/\/+$/, "").replace(/^.*[/\\]/s, ""));
  const stem = last.replace(/(?<=.)\.[^.]*$/s, "");
  return [...new Set([address, plain, last, `${stem}.txt`, stem])].filter((name) => name !== "");
}

function decoded(text: string): string {
  try { return decodeURIComponent(text); } catch { return text; }
}

/** The texts among `known` that go by the best of an address's names; a text goes by its id, its other names, and those without their ending. */
export function textsNamed(address: string, known: ReadonlyMap<string, readonly SuppliedText[]>): readonly SuppliedText[] {
  for (const name of namesOf(address)) {
    const found = known.get(name);
    if (found && found.length > 0) return found;
  }
  return [];
}

/** A text source of texts that are at hand, as files lie beside one another. */
export function textsAtHand(texts: readonly SuppliedText[]): TextSource {
  const known = new Map<string, SuppliedText[]>();
  for (const text of texts) for (const name of new Set([text.id, namesOf(text.id).at(-1)!])) known.set(name, [...(known.get(name) ?? []), text]);
  return {
    find: (addresses) => Promise.resolve(new Map(addresses.flatMap((address) => { const found = textsNamed(address, known); return found.length > 0 ? [[address, found] as const] : []; }))),
    sole: () => Promise.resolve(texts.length === 1 ? texts[0]! : null),
  };
}

/** Looks in one source, and for what is not there in the next. */
export function firstOf(near: TextSource, far: TextSource): TextSource {
  return {
    find: async (addresses) => {
      const found = new Map(await near.find(addresses));
      const rest = addresses.filter((address) => !found.has(address));
      for (const [address, texts] of rest.length > 0 ? await far.find(rest) : []) found.set(address, texts);
      return found;
    },
    sole: () => near.sole(),
  };
}

export const NO_TEXTS: TextSource = { find: () => Promise.resolve(new Map()), sole: () => Promise.resolve(null) };
