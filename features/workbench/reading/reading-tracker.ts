import type { Field } from "@/core/annotation/span";
import type { ReadingReport } from "../saving/annotation-endpoint";
import type { TraceDocument } from "../surface/document";
import { blocksOf, readRegions, type Block } from "./blocks";

/** Reading pace: characters a second beyond which a look is a scroll past, about 900 words a minute. */
const PACE = 75;
/** Seconds without a key, a pointer or a scroll after which time no longer counts. */
const IDLE = 60;
const REPORT_EVERY = 15;

export interface ReadingState {
  /** Blocks that were read, by index; replaced when it changes. */
  readonly read: ReadonlySet<number>;
  /** Share of all characters, 0 to 1. */
  readonly share: number;
  /** Over all tabs and sittings, as far as known. */
  readonly activeSeconds: number;
}

/** What was read in earlier sittings, code points, and for how long. */
export interface KnownReading {
  readonly regions: readonly { readonly field: Field; readonly start: number; readonly end: number }[];
  readonly activeSeconds: number;
}

/** Watches what is in view, for how long, and whether anybody is there. Reports are sums per tab: sending one twice changes nothing. */
export class ReadingTracker {
  readonly #document: TraceDocument;
  readonly #known: KnownReading;
  #blocks: readonly Block[] | null = null;
  readonly #tab: string;
  readonly #send: (report: ReadingReport) => Promise<boolean>;
  readonly #dwell = new Map<number, number>();
  readonly #listeners = new Set<() => void>();
  #opened: ReadingState | null = null;
  #state: ReadingState | null = null;
  readonly #layersInView = new Set<string>();
  #own = 0;
  #lastActive = 0;
  #reported = "";
  #ticks = 0;
  #closed = false;

  constructor(doc: TraceDocument, known: KnownReading, tab: string, send: (report: ReadingReport) => Promise<boolean>) {
    this.#document = doc;
    this.#known = known;
    this.#tab = tab;
    this.#send = send;
  }

  /** Cut when they are first asked for: the text is painted before. */
  get blocks(): readonly Block[] {
    return (this.#blocks ??= blocksOf(this.#document));
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly getState = (): ReadingState => (this.#state ??= this.getOpened());

  /** The state that the sitting began with. */
  readonly getOpened = (): ReadingState => (this.#opened ??= this.#fromKnown());

  /** Somebody is there. @param now seconds */
  active(now: number): void {
    this.#lastActive = now;
  }

  /** Called once a second. @param visible blocks in view with the share of each that is seen; null when the page is hidden */
  tick(now: number, visible: Iterable<readonly [index: number, share: number]> | null): void {
    if (visible === null || now - this.#lastActive > IDLE) return;
    this.#own++;
    const seen = [...visible].filter(([index]) => !this.getState().read.has(index));
    const characters = seen.reduce((sum, [index, share]) => sum + share * this.#length(index), 0);
    const read = new Set(this.getState().read);
    // One second reads PACE characters of what is in view, spread over it: a full screen needs its time before all of it counts.
    for (const [index] of seen) {
      const dwell = (this.#dwell.get(index) ?? 0) + Math.min(1, PACE / Math.max(1, characters));
      this.#dwell.set(index, dwell);
      if (dwell >= 1 || this.#length(index) === 0) read.add(index);
    }
    this.#replace(read);
    if (++this.#ticks % REPORT_EVERY === 0) void this.report();
  }

  /** "Read up to here": everything before the place counts. */
  markUpTo(field: Field, offset: number): void {
    const here = this.blocks.findIndex((block) => block.field === field && block.start <= offset && offset < block.end);
    const last = here < 0 ? this.blocks.findLastIndex((block) => block.field === field) : here;
    this.#replace(new Set([...this.getState().read, ...Array.from({ length: last + 1 }, (_, index) => index)]));
    void this.report();
  }

  /** Layers of detectors or of other people came into view: work done with them is told apart from work done without. @param now tell the server at once */
  show(layers: readonly string[], now: boolean): void {
    for (const layer of layers) this.#layersInView.add(layer);
    if (now && this.#layersInView.size > 0) void this.report();
  }

  /** Nothing more is told: the trace was given back. */
  close(): void {
    this.#closed = true;
  }

  async report(): Promise<void> {
    if (this.#closed) return;
    const report: ReadingReport = { regions: readRegions(this.blocks, this.getState().read), activeSeconds: this.#own, tab: this.#tab, ...(this.#layersInView.size > 0 ? { layersInView: [...this.#layersInView] } : {}) };
    const text = JSON.stringify(report);
    if (text === this.#reported || (report.activeSeconds === 0 && this.#reported === "" && !report.layersInView)) return;
    if (await this.#send(report)) this.#reported = text;
  }

  #fromKnown(): ReadingState {
    const { regions, activeSeconds } = this.#known;
    const read = new Set(regions.length === 0 ? [] : this.blocks.flatMap((block, index) => (regions.some((region) => region.field === block.field && region.start <= block.start && block.end <= region.end) ? [index] : [])));
    return { read, share: this.#share(read), activeSeconds };
  }

  #length(index: number): number {
    const block = this.blocks[index]!;
    return block.end - block.start;
  }

  #share(read: ReadonlySet<number>): number {
    let sum = 0;
    for (const index of read) sum += this.#length(index);
    const { prompt, cot, answer } = this.#document.fields;
    const total = prompt.map.length + cot.map.length + answer.map.length;
    return total === 0 ? 1 : sum / total;
  }

  #replace(read: ReadonlySet<number>): void {
    const held = this.getState();
    const changed = read.size !== held.read.size;
    this.#state = { read: changed ? read : held.read, share: changed ? this.#share(read) : held.share, activeSeconds: this.#known.activeSeconds + this.#own };
    for (const listener of this.#listeners) listener();
  }
}
