/** Where a trace counts: with its prompt, which is resampled whole, and at its checkpoint. */
export interface Place {
  readonly prompt: string;
  readonly checkpoint: string;
}

/** The prompts and checkpoints of traces. */
export interface Grid {
  readonly prompts: ReadonlyMap<string, number>;
  /** In the order of the names with their numbers counted as numbers. */
  readonly checkpoints: ReadonlyMap<string, number>;
}

const byNumber = new Intl.Collator("en", { numeric: true });

export const gridOf = (places: readonly Place[]): Grid => ({
  prompts: numbered(new Set(places.map(({ prompt }) => prompt))),
  checkpoints: numbered([...new Set(places.map(({ checkpoint }) => checkpoint))].sort((a, b) => byNumber.compare(a, b))),
});

const numbered = (names: Iterable<string>): Map<string, number> => new Map(Array.from(names, (name, i) => [name, i]));

/** Counts that add up over traces, so that a resample of prompts is a sum: one array a prompt, the checkpoints' blocks of `size` counts behind one another. */
export class CountsByPrompt {
  readonly perPrompt: readonly Float64Array[];
  readonly #grid: Grid;
  readonly #size: number;

  constructor(grid: Grid, size: number) {
    this.#grid = grid;
    this.#size = size;
    this.perPrompt = Array.from(grid.prompts, () => new Float64Array(size * grid.checkpoints.size));
  }

  /** The block that a trace's counts are added into. */
  of({ prompt, checkpoint }: Place): Float64Array {
    return this.at(this.perPrompt[this.#grid.prompts.get(prompt)!]!, this.#grid.checkpoints.get(checkpoint)!);
  }

  /** The block of one checkpoint in the array of a prompt, or in a sum of several. */
  at(counts: Float64Array, checkpoint: number): Float64Array {
    return counts.subarray(checkpoint * this.#size, (checkpoint + 1) * this.#size);
  }

  get checkpoints(): number {
    return this.#grid.checkpoints.size;
  }

  /** One block a prompt: all checkpoints together. */
  together(): Float64Array[] {
    return this.perPrompt.map((counts) => {
      const sum = new Float64Array(this.#size);
      counts.forEach((value, i) => { sum[i % this.#size]! += value; });
      return sum;
    });
  }
}
