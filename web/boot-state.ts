import { processWide } from "./process-wide";

/** Set by boot once the database is open, migrations are applied and jobs run; unset when the process stops. */
export const bootState = processWide("boot", () => ({ ready: false }));

export const isBooted = (): boolean => bootState.ready;
