/** Makes each id once: operations, spans and relations are named by the browser. */
export const newId = (): string => crypto.randomUUID();
