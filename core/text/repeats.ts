/** Repeats shorter than this (UTF-16 units) are how people and models write. */
export const SHORTEST_REPEAT = 200;
/** Any repeat of 200 holds a whole aligned block of this size in its first instance. */
const BLOCK = 100;
const BASE = 0x01000193;
/** Blocks with the same content that are tried for one place; more would make boilerplate quadratic. */
const CANDIDATES = 4;

/** A stretch that stood before, UTF-16. For a loop `first` is its first instance and the stretch all further ones. */
export interface VerbatimRepeat {
  readonly start: number;
  readonly end: number;
  readonly firstStart: number;
  readonly firstEnd: number;
  readonly loop: boolean;
}

/** Stretches of ≥ 200 units that repeat earlier ones verbatim, ascending and apart; never splitting a surrogate pair.
 *  A rolling hash (Karp and Rabin 1987) over aligned blocks, each hit verified and extended both ways: a found repeat is real and maximal. Near-linear: at most 4 earlier blocks are tried for a place. */
export function verbatimRepeats(text: string): readonly VerbatimRepeat[] {
  if (text.length < SHORTEST_REPEAT + 1) return [];
  const blocks = new BlockTable(Math.ceil(text.length / BLOCK));
  const repeats: VerbatimRepeat[] = [];
  let power = 1;
  for (let k = 1; k < BLOCK; k++) power = Math.imul(power, BASE);
  let hash = hashAt(text, 0);
  let free = 0;
  for (let i = 0; ; ) {
    const repeat = longestRepeat(text, i, free, blocks.startsOf(hash));
    if (repeat !== null) {
      repeats.push(repeat);
      free = repeat.end;
      for (let block = Math.ceil(i / BLOCK) * BLOCK; block < free && !repeat.loop && block + BLOCK <= text.length; block += BLOCK) blocks.add(hashAt(text, block), block);
    } else if (i % BLOCK === 0) blocks.add(hash, i);
    const next = repeat === null ? i + 1 : free;
    if (next + BLOCK > text.length) return repeats;
    hash = repeat === null ? Math.imul(hash - Math.imul(text.charCodeAt(i), power), BASE) + text.charCodeAt(i + BLOCK) : hashAt(text, next);
    i = next;
  }
}

function longestRepeat(text: string, at: number, free: number, candidates: readonly number[]): VerbatimRepeat | null {
  let best: VerbatimRepeat | null = null;
  for (const candidate of candidates) {
    const shift = at - candidate;
    let end = at;
    while (end < text.length && text.charCodeAt(end) === text.charCodeAt(end - shift)) end++;
    if (end - at < BLOCK) continue; // equal hashes of unequal blocks
    let start = at;
    while (start > free && start > shift && text.charCodeAt(start - 1) === text.charCodeAt(start - 1 - shift)) start--;
    if (isLow(text, start)) start++;
    if (isLow(text, end)) end--;
    const loop = end - start >= 2 * shift;
    if (end - start < SHORTEST_REPEAT || (best !== null && end - start <= best.end - best.start)) continue;
    best = { start, end, firstStart: start - shift, firstEnd: Math.min(start, end - shift), loop };
  }
  return best;
}

/** Whether an offset lies inside a surrogate pair. */
const isLow = (text: string, at: number): boolean => (text.charCodeAt(at) & 0xfc00) === 0xdc00 && (text.charCodeAt(at - 1) & 0xfc00) === 0xd800;

function hashAt(text: string, at: number): number {
  let hash = 0;
  for (let i = at; i < at + BLOCK; i++) hash = (Math.imul(hash, BASE) + text.charCodeAt(i)) | 0;
  return hash;
}

/** Starts of blocks by hash, open addressing: most look-ups meet an empty slot, which must cost one load. */
class BlockTable {
  readonly #hashes: Int32Array;
  readonly #starts: (number[] | undefined)[];
  readonly #mask: number;

  constructor(blocks: number) {
    const size = 1 << Math.max(4, 34 - Math.clz32(blocks));
    this.#hashes = new Int32Array(size);
    this.#starts = new Array<number[] | undefined>(size).fill(undefined);
    this.#mask = size - 1;
  }

  startsOf(hash: number): readonly number[] {
    return this.#starts[this.#slot(hash | 0)] ?? NONE;
  }

  add(hash: number, start: number): void {
    const slot = this.#slot(hash | 0);
    this.#hashes[slot] = hash | 0;
    const starts = (this.#starts[slot] ??= []);
    if (starts.length < CANDIDATES) starts.push(start);
  }

  #slot(hash: number): number {
    let slot = (hash ^ (hash >>> 15)) & this.#mask;
    while (this.#starts[slot] !== undefined && this.#hashes[slot] !== hash) slot = (slot + 1) & this.#mask;
    return slot;
  }
}

const NONE: readonly number[] = [];
