/** Pairs rows with columns one to one so that the sum of their values is largest (Kuhn–Munkres with potentials, O(rows² · columns)).
 *  @param value of a pair; 0 or less means "leave unpaired"
 *  @returns for each row the column it is paired with, or null */
export function bestAssignment(rows: number, columns: number, value: (row: number, column: number) => number): (number | null)[] {
  if (rows > columns) {
    const flipped = bestAssignment(columns, rows, (row, column) => value(column, row));
    const result = new Array<number | null>(rows).fill(null);
    flipped.forEach((row, column) => { if (row !== null) result[row] = column; });
    return result;
  }
  if (rows === 1) return [bestOf(columns, (column) => value(0, column))];
  // Costs are negated values, at most 0 so that an unwanted pair costs as much as none. Rows and columns count from 1; 0 is the start of a path.
  const cost = (row: number, column: number) => -Math.max(0, value(row - 1, column - 1));
  const rowPotential = new Float64Array(rows + 1);
  const columnPotential = new Float64Array(columns + 1);
  const rowOf = new Int32Array(columns + 1);
  for (let row = 1; row <= rows; row++) {
    const cameFrom = new Int32Array(columns + 1);
    const slack = new Float64Array(columns + 1).fill(Infinity);
    const visited = new Uint8Array(columns + 1);
    let column = 0;
    rowOf[0] = row;
    do {
      visited[column] = 1;
      const current = rowOf[column]!;
      let delta = Infinity;
      let next = 0;
      for (let j = 1; j <= columns; j++) {
        if (visited[j]) continue;
        const reduced = cost(current, j) - rowPotential[current]! - columnPotential[j]!;
        if (reduced < slack[j]!) { slack[j] = reduced; cameFrom[j] = column; }
        if (slack[j]! < delta) { delta = slack[j]!; next = j; }
      }
      for (let j = 0; j <= columns; j++) {
        if (visited[j]) { rowPotential[rowOf[j]!]! += delta; columnPotential[j]! -= delta; }
        else slack[j]! -= delta;
      }
      column = next;
    } while (rowOf[column] !== 0);
    while (column !== 0) {
      rowOf[column] = rowOf[cameFrom[column]!]!;
      column = cameFrom[column]!;
    }
  }
  const result = new Array<number | null>(rows).fill(null);
  for (let j = 1; j <= columns; j++) {
    const row = rowOf[j]!;
    if (row > 0 && value(row - 1, j - 1) > 0) result[row - 1] = j - 1;
  }
  return result;
}

/** A single row takes the column of the largest value, of equal ones the first. */
function bestOf(columns: number, value: (column: number) => number): number | null {
  let best: number | null = null;
  let most = 0;
  for (let column = 0; column < columns; column++) {
    const here = value(column);
    if (here > most) [best, most] = [column, here];
  }
  return best;
}
