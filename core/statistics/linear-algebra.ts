/** Solves A x = b for a small symmetric or general square matrix by Gaussian elimination with partial pivoting.
 *  @returns null when A is singular to working precision */
export function solve(a: readonly (readonly number[])[], b: readonly number[]): number[] | null {
  const inverted = invert(a);
  return inverted && inverted.map((row) => row.reduce((sum, value, j) => sum + value * b[j]!, 0));
}

/** Inverse by Gauss–Jordan elimination; null when singular to working precision. */
export function invert(a: readonly (readonly number[])[]): number[][] | null {
  const size = a.length;
  const rows = a.map((row, i) => [...row, ...Array.from({ length: size }, (_, j) => Number(i === j))]);
  for (let column = 0; column < size; column++) {
    let pivot = column;
    for (let i = column + 1; i < size; i++) if (Math.abs(rows[i]![column]!) > Math.abs(rows[pivot]![column]!)) pivot = i;
    if (!(Math.abs(rows[pivot]![column]!) > 1e-300)) return null;
    [rows[column], rows[pivot]] = [rows[pivot]!, rows[column]!];
    const scale = rows[column]![column]!;
    rows[column] = rows[column]!.map((value) => value / scale);
    for (let i = 0; i < size; i++) {
      const factor = rows[i]![column]!;
      if (i === column || factor === 0) continue;
      rows[i] = rows[i]!.map((value, j) => value - factor * rows[column]![j]!);
    }
  }
  return rows.map((row) => row.slice(size));
}

export const multiply = (a: readonly (readonly number[])[], b: readonly (readonly number[])[]): number[][] =>
  a.map((row) => b[0]!.map((_, j) => row.reduce((sum, value, k) => sum + value * b[k]![j]!, 0)));
