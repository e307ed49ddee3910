import type { StepQueue } from "./step-queue";

/** What could not be sent is tried again this often, ms. */
export const AGAIN = 4_000;

/** Queues whose page was left with steps in them, by whose they are and on what. They live as long as the browser's page, and the browser asks before that is closed. */
const left = new Map<string, { readonly queue: StepQueue; readonly stop: () => void }>();

/** The queue that was left there with steps that are not sent yet. */
export const leftQueue = (key: string): StepQueue | undefined => left.get(key)?.queue;

/** The page is open (again): it sees to its queue itself. */
export function arriveAt(key: string): void {
  left.get(key)?.stop();
  left.delete(key);
}

/** The page is left with steps in its queue: they go on being sent. @param settled told once nothing waits any more */
export function leaveBehind(key: string, queue: StepQueue, settled: () => void): void {
  // Signed out: only a page that the same person opens sends it again.
  const again = (): void => { const { save, problem } = queue.getState(); if (save === "failed" && problem?.status !== 401) queue.again(); };
  const stay = (event: BeforeUnloadEvent): void => event.preventDefault();
  const timer = setInterval(again, AGAIN);
  const forget = queue.subscribe(() => {
    if (queue.getState().waiting > 0) return;
    arriveAt(key);
    settled();
  });
  window.addEventListener("online", again);
  window.addEventListener("beforeunload", stay);
  left.set(key, { queue, stop: () => { forget(); clearInterval(timer); window.removeEventListener("online", again); window.removeEventListener("beforeunload", stay); } });
}
