/** ms of one piece: a key or a step of a scroll that comes meanwhile waits no longer. */
const PIECE = 6;
/** ms after which a piece is done where the browser never becomes idle. */
const AT_LATEST = 500;

/** Does work in the browser's idle moments, piece by piece: it is left off wherever it yields and taken up again. An idle moment may be far longer than a piece, and somebody may come back in it.
 *  @param first ms after which the first piece is done in any case
 *  @returns leaves the work off for good */
export function inIdlePieces<Result>(steps: Generator<unknown, Result>, done: (result: Result) => void, first = AT_LATEST): () => void {
  const goOn = (): void => {
    const until = performance.now() + PIECE;
    do {
      const step = steps.next();
      if (step.done) return done(step.value);
    } while (performance.now() < until);
    idle = requestIdleCallback(goOn, { timeout: AT_LATEST });
  };
  let idle = requestIdleCallback(goOn, { timeout: first });
  return () => cancelIdleCallback(idle);
}
