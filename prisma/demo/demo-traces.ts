import type { DemoSource } from "./source";
import { ferryLumen } from "./traces/ferry-lumen";
import { ferryTarn } from "./traces/ferry-tarn";
import { liarsLumen } from "./traces/liars-lumen";
import { liarsTarn } from "./traces/liars-tarn";
import { programLumen } from "./traces/program-lumen";
import { programTarn } from "./traces/program-tarn";
import { residuesLumen } from "./traces/residues-lumen";
import { residuesTarn } from "./traces/residues-tarn";
import { tilesLumen } from "./traces/tiles-lumen";
import { tilesTarn } from "./traces/tiles-tarn";

/** Five questions × four checkpoints × two models. */
export const DEMO_SOURCES: readonly DemoSource[] = [
  ...residuesLumen, ...residuesTarn, ...ferryLumen, ...ferryTarn, ...tilesLumen, ...tilesTarn, ...programLumen, ...programTarn, ...liarsLumen, ...liarsTarn,
];
