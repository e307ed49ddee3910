/** Something that reading said: its code with what stands in it, and the same in English. */
export interface SaidOfRow {
  readonly text: string;
  readonly code?: string | null | undefined;
  readonly params?: Readonly<Record<string, string | number>> | null | undefined;
}

interface Words {
  (key: string, values?: Readonly<Record<string, string | number>>): string;
  has: (key: string) => boolean;
}

/** The sentence in the reader's language. What was said before there were codes, or by a newer server, stays in English. @param t of the namespace "imports" */
export function sentence(t: Words, { text, code, params }: SaidOfRow): string {
  const key = `sentences.${code ?? ""}`;
  return code && t.has(key) ? t(key, params ?? {}) : text;
}
