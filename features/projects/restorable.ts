/** For so long a deleted project can be brought back. */
export const RESTORABLE_DAYS = 30;
const DAY = 86_400_000;

export const restorableUntil = (deletedAt: Date): Date => new Date(deletedAt.getTime() + RESTORABLE_DAYS * DAY);

/** Whatever was deleted after this moment can still be brought back. */
export const restorableSince = (now: Date): Date => new Date(now.getTime() - RESTORABLE_DAYS * DAY);
