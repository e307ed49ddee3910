/** Words in one shingle. */
const SHINGLE = 5;
/** Permutations of a signature, in bands of rows: two texts that share .8 of their shingles meet in some band with probability .9998, two that share .3 with .12. */
const BANDS = 16;
const ROWS = 4;
export const PERMUTATIONS = BANDS * ROWS;

/** A word: a run of letters, marks and digits; scripts that put no spaces between words give a word a character. */
const WORD = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}])[\p{L}\p{M}\p{N}])+/gu;

/** MinHash of a text's word shingles (Broder 1997): the share of equal places of two signatures estimates the Jaccard similarity of their shingle sets, with a standard error of at most 1/16. Case does not count. null: shorter than one shingle. */
export function minHash(text: string): Uint32Array | null {
  const words = Array.from(text.toLowerCase().matchAll(WORD), ([word]) => hash(word));
  if (words.length < SHINGLE) return null;
  const signature = new Uint32Array(PERMUTATIONS).fill(0xffff_ffff);
  for (let at = 0; at + SHINGLE <= words.length; at++) {
    let shingle = 0x811c_9dc5;
    for (let k = 0; k < SHINGLE; k++) shingle = Math.imul(shingle ^ words[at + k]!, 0x0100_0193) >>> 0;
    for (let k = 0; k < PERMUTATIONS; k++) {
      const value = mixed(shingle ^ SEEDS[k]!);
      if (value < signature[k]!) signature[k] = value;
    }
  }
  return signature;
}

/** Estimated Jaccard similarity of two signatures, in [0, 1]. */
export function similarity(a: Uint32Array, b: Uint32Array): number {
  let same = 0;
  for (let k = 0; k < PERMUTATIONS; k++) if (a[k] === b[k]) same++;
  return same / PERMUTATIONS;
}

/** Texts that are alike, as indices: each group is connected by pairs of at least `threshold`, ascending; groups of one are left out. Locality-sensitive hashing keeps the work near linear; of one crowded bucket each text is held against its first 50. */
export function alikeGroups(signatures: readonly (Uint32Array | null)[], threshold: number): number[][] {
  const parent = signatures.map((_, index) => index);
  const rootOf = (index: number): number => {
    let root = index;
    while (parent[root] !== root) root = parent[root] = parent[parent[root]!]!;
    return root;
  };
  for (let band = 0; band < BANDS; band++) {
    const buckets = new Map<string, number[]>();
    for (const [index, signature] of signatures.entries()) {
      if (!signature) continue;
      const key = signature.subarray(band * ROWS, (band + 1) * ROWS).join();
      const bucket = buckets.get(key);
      if (!bucket) { buckets.set(key, [index]); continue; }
      for (const other of bucket) {
        const [a, b] = [rootOf(other), rootOf(index)];
        if (a !== b && similarity(signatures[other]!, signature) >= threshold) parent[Math.max(a, b)] = Math.min(a, b);
      }
      if (bucket.length < MOST_COMPARED) bucket.push(index);
    }
  }
  const groups = new Map<number, number[]>();
  for (const [index, signature] of signatures.entries()) if (signature) groups.set(rootOf(index), [...(groups.get(rootOf(index)) ?? []), index]);
  return [...groups.values()].filter((group) => group.length > 1).sort((a, b) => b.length - a.length || a[0]! - b[0]!);
}
const MOST_COMPARED = 50;

/** FNV-1a over UTF-16 units. */
function hash(word: string): number {
  let value = 0x811c_9dc5;
  for (let i = 0; i < word.length; i++) value = Math.imul(value ^ word.charCodeAt(i), 0x0100_0193) >>> 0;
  return value;
}

/** The finalizer of MurmurHash3: every bit of the input moves every bit of the output. */
function mixed(value: number): number {
  let v = value >>> 0;
  v = Math.imul(v ^ (v >>> 16), 0x85eb_ca6b) >>> 0;
  v = Math.imul(v ^ (v >>> 13), 0xc2b2_ae35) >>> 0;
  return (v ^ (v >>> 16)) >>> 0;
}

const SEEDS = Uint32Array.from({ length: PERMUTATIONS }, (_, k) => mixed(k * 0x9e37_79b9 + 1));
