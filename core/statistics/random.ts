/** A stream of uniform numbers in [0, 1): the same seed gives the same stream on every machine. */
export type Random = () => number;

/** sfc32 (Doty-Humphrey, PractRand), 128 bits of state, seeded through splitmix32. */
export function seededRandom(seed: number): Random {
  let s = seed >>> 0;
  const scramble = () => {
    s = (s + 0x9e3779b9) >>> 0;
    let t = s ^ (s >>> 16);
    t = Math.imul(t, 0x21f0aaad);
    t ^= t >>> 15;
    t = Math.imul(t, 0x735a2d97);
    return (t ^ (t >>> 15)) >>> 0;
  };
  let a = scramble();
  let b = scramble();
  let c = scramble();
  let counter = 1;
  return () => {
    const t = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + t | 0;
    return (t >>> 0) / 4294967296;
  };
}

/** An integer in [0, below). */
export const randomIndex = (random: Random, below: number): number => Math.floor(random() * below);

/** Fisher–Yates, on a copy. */
export function shuffled<Item>(items: readonly Item[], random: Random): Item[] {
  const copy = [...items];
  for (let i = copy.length - 1; i > 0; i--) {
    const j = randomIndex(random, i + 1);
    [copy[i], copy[j]] = [copy[j]!, copy[i]!];
  }
  return copy;
}
