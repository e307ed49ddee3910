/** ms: who pressed a key waits no longer than this to be told. */
const PATIENCE = 5_000;

/** Whether pages can be had now. A page that cannot be loaded takes the place of the one in which work can go on, so this is asked before that is left.
 *  Anything but a server's fault is an answer: where a proxy keeps the address of the question to itself, the page is there all the same. */
export async function isReachable(): Promise<boolean> {
  if (!navigator.onLine) return false;
  try {
    return (await fetch("/readyz", { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) })).status < 500;
  } catch {
    return false;
  }
}
