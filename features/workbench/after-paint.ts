/** ms after which it runs in any case: a page in the background paints nothing. */
const AT_LATEST = 100;

/** Runs something after the browser has painted next; once, however often it is asked meanwhile. */
export class AfterPaint {
  readonly #run: () => void;
  #frame = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #channel: MessageChannel | null = null;

  constructor(run: () => void) {
    this.#run = run;
  }

  get asked(): boolean {
    return this.#timer !== undefined;
  }

  ask(): void {
    if (this.asked) return;
    this.#timer = setTimeout(() => this.now(), AT_LATEST);
    // A message that is posted in a frame's callback arrives when that frame has been painted.
    this.#frame = requestAnimationFrame(() => {
      this.#channel ??= this.#open();
      this.#channel.port2.postMessage(null);
    });
  }

  /** Runs at once what was asked for, if anything. */
  now(): void {
    if (!this.asked) return;
    this.cancel();
    this.#run();
  }

  cancel(): void {
    if (!this.asked) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    cancelAnimationFrame(this.#frame);
  }

  #open(): MessageChannel {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => this.now();
    return channel;
  }
}

/** Runs something when so many frames more have been painted. */
export function afterPaints(frames: number, run: () => void): void {
  new AfterPaint(() => (frames > 1 ? afterPaints(frames - 1, run) : run())).ask();
}
