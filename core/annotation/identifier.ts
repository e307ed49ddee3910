/** Ids of spans, relations and operations are made by the client: up to 64 of letters, digits, _ and -. */
export const ID_PATTERN = /^[A-Za-z0-9_-]{1,64}$/;

export const isId = (id: string): boolean => ID_PATTERN.test(id);
