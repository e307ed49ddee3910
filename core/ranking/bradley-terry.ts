export interface BradleyTerry {
  /** Geometric mean 1; null when the comparisons do not fix them. */
  readonly strengths: readonly number[] | null;
  readonly reason?: "not every item is connected to every other by wins and losses";
}

/** Strengths by the MM iteration p_i ← w_i / Σ_j n_ij/(p_i + p_j) (Hunter 2004, Annals of Statistics 32:384).
 *  Finite strengths exist only if, however the items are split in two, some item of each side has beaten one of the other (Ford 1957).
 *  @param wins [winner][loser]; the diagonal is not read */
export function bradleyTerry(wins: readonly (readonly (number | null)[])[]): BradleyTerry {
  const size = wins.length;
  if (wins.some((row) => row.length !== size)) throw new RangeError("wins must be square");
  const won = (i: number, j: number) => (i === j ? 0 : wins[i]![j] ?? 0);
  const indices = Array.from({ length: size }, (_, i) => i);
  if (!isStronglyConnected(size, (i, j) => won(i, j) > 0)) return { strengths: null, reason: "not every item is connected to every other by wins and losses" };
  const totals = indices.map((i) => indices.reduce((sum, j) => sum + won(i, j), 0));
  let strengths = indices.map(() => 1);
  for (let iteration = 0; iteration < 100_000; iteration++) {
    const next = indices.map((i) => totals[i]! / indices.reduce((sum, j) => (i === j ? sum : sum + (won(i, j) + won(j, i)) / (strengths[i]! + strengths[j]!)), 0));
    const scale = Math.exp(next.reduce((sum, value) => sum + Math.log(value), 0) / size);
    const scaled = next.map((value) => value / scale);
    const moved = Math.max(...scaled.map((value, i) => Math.abs(Math.log(value / strengths[i]!))));
    strengths = scaled;
    if (moved < 1e-14) break;
  }
  return { strengths };
}

function isStronglyConnected(size: number, edge: (from: number, to: number) => boolean): boolean {
  const reachesAll = (follows: (from: number, to: number) => boolean): boolean => {
    const seen = new Set([0]);
    const queue = [0];
    for (let from = queue.pop(); from !== undefined; from = queue.pop()) {
      for (let to = 0; to < size; to++) if (!seen.has(to) && follows(from, to)) { seen.add(to); queue.push(to); }
    }
    return seen.size === size;
  };
  return size > 1 && reachesAll(edge) && reachesAll((from, to) => edge(to, from));
}
