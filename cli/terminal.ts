/** Standard output carries the result and nothing else; everything said along the way goes to standard error, and only when a person watches. */
export class Terminal {
  #barShown = false;

  constructor(
    private readonly out: (text: string) => void,
    private readonly error: (text: string) => void,
    /** Whether standard error is a terminal. */
    private readonly watched: boolean,
    private readonly columns: () => number = () => 80,
  ) {}

  /** The answer of the command: a JSON line with --json, else a text for people. */
  result(value: unknown, text: string, json: boolean): void {
    this.clear();
    this.out(json ? `${JSON.stringify(value)}\n` : `${text}\n`);
  }

  /** Bytes of an answer that is a document of its own. */
  raw(text: string): void {
    this.out(text);
  }

  say(text: string): void {
    if (!this.watched) return;
    this.clear();
    this.error(`${text}\n`);
  }

  /** A failure is said even when nobody watches. */
  fail(text: string): void {
    this.clear();
    this.error(`${text}\n`);
  }

  /** A bar on one line, drawn over itself. `share` in [0, 1], or null when the end is not known. */
  progress(title: string, share: number | null, detail: string): void {
    if (!this.watched) return;
    const width = 24;
    const filled = share === null ? 0 : Math.round(Math.min(1, Math.max(0, share)) * width);
    const bar = share === null ? "·".repeat(width) : "█".repeat(filled) + "░".repeat(width - filled);
    const percent = share === null ? "" : `${String(Math.floor(share * 100)).padStart(3)}% `;
    this.error(`\r\u001b[2K${`${title} ${bar} ${percent}${detail}`.slice(0, Math.max(20, this.columns() - 1))}`);
    this.#barShown = true;
  }

  /** Takes the bar away, so that what follows starts on a clean line. */
  clear(): void {
    if (this.#barShown) this.error("\r\u001b[2K");
    this.#barShown = false;
  }
}
