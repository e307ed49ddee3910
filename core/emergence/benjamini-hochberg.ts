/** Benjamini–Hochberg step-up procedure (1995, JRSS B 57:289).
 *  @param p p-values in [0, 1], any order
 *  @param q false discovery rate, in (0, 1)
 *  @returns in the order of `p`: whether each is rejected, and its adjusted value min over larger ranks of p·m/rank, at most 1 */
export function benjaminiHochberg(p: readonly number[], q: number): { rejected: boolean[]; adjusted: number[] } {
  if (p.some((value) => !(value >= 0 && value <= 1))) throw new RangeError("p-values lie between 0 and 1");
  const order = p.map((_, i) => i).sort((a, b) => p[b]! - p[a]!);
  const adjusted = new Array<number>(p.length).fill(1);
  let running = 1;
  order.forEach((index, place) => {
    running = Math.min(running, (p[index]! * p.length) / (p.length - place));
    adjusted[index] = running;
  });
  const largest = order.findIndex((index, place) => p[index]! <= ((p.length - place) / p.length) * q);
  const cut = largest === -1 ? -Infinity : p[order[largest]!]!;
  return { rejected: p.map((value) => value <= cut), adjusted };
}
