import type { Codebook } from "./codebook";
import { longcotErrorCorrection } from "./presets/longcot-error-correction";

/** The codebooks that ship with the product, the default first. A project starts from one and edits a draft of its own. */
export const PRESETS: readonly Codebook[] = [longcotErrorCorrection];

export const presetByKey = (key: string): Codebook | undefined => PRESETS.find((preset) => preset.key === key);
