/** Positive and negative specific agreement of two binary coders (Dice 1945; Cicchetti & Feinstein 1990).
 *  @param table [[both yes, only a], [only b, both no]]
 *  @returns proportions; null where neither coder used that category at all */
export function specificAgreement(table: readonly [readonly [number, number], readonly [number, number]]): { positive: number | null; negative: number | null; observed: number | null } {
  const [[both, onlyA], [onlyB, neither]] = table;
  const total = both + onlyA + onlyB + neither;
  const share = (agreed: number): number | null => (2 * agreed + onlyA + onlyB > 0 ? (2 * agreed) / (2 * agreed + onlyA + onlyB) : null);
  return { positive: share(both), negative: share(neither), observed: total > 0 ? (both + neither) / total : null };
}
