/** Begins work in the order it was asked for, at most `most` at once: a hundred files dropped together would else be a hundred threads.
 *  @returns what the work gave, or null when nobody wanted it any more as its turn came: then it was not begun */
export function inTurns(most: number): <Answer>(work: () => Promise<Answer>, wanted: () => boolean) => Promise<Answer | null> {
  const waiting: (() => void)[] = [];
  let running = 0;
  const goOn = (): void => {
    while (running < most && waiting.length > 0) waiting.shift()!();
  };
  return (work, wanted) => new Promise((resolve, reject) => {
    waiting.push(() => {
      if (!wanted()) return resolve(null);
      running++;
      void work().then(resolve, reject).finally(() => { running--; goOn(); });
    });
    goOn();
  });
}
