/** PostgreSQL's and the system's words for a disk, or a quota, that is full. */
const FULL: ReadonlySet<unknown> = new Set(["ENOSPC", "EDQUOT", "53100"]);

/** The disk is full: work that failed for it can go on when there is room again. */
export const isOutOfSpace = (error: unknown): boolean => typeof error === "object" && error !== null && "code" in error && FULL.has(error.code);
