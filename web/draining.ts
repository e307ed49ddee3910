import { processWide } from "./process-wide";

interface Draining {
  running: number;
  stopping: boolean;
  idle: (() => void)[];
}

const state = processWide<Draining>("draining", () => ({ running: 0, stopping: false, idle: [] }));

/** Whether the process is on its way out: new requests are sent elsewhere. */
export const isStopping = (): boolean => state.stopping;

/** Counts a piece of work, so that a shutdown waits for its answer. */
export async function counted<Value>(work: () => Promise<Value>): Promise<Value> {
  state.running++;
  try {
    return await work();
  } finally {
    if (--state.running === 0) for (const resolve of state.idle.splice(0)) resolve();
  }
}

/** Stops admitting work and waits until what runs has answered, `mostMs` at most. @returns whether everything did */
export async function drain(mostMs: number): Promise<boolean> {
  state.stopping = true;
  if (state.running === 0) return true;
  return new Promise<boolean>((resolve) => {
    const late = setTimeout(() => resolve(false), mostMs);
    state.idle.push(() => { clearTimeout(late); resolve(true); });
  });
}
