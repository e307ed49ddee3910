import type { Codebook } from "./codebook";
import { schoenfeld, thinkArm, thoughtAnchors, thoughtologyCycles } from "./presets/episodes";
import { longcotErrorCorrection } from "./presets/longcot-error-correction";
import { deltabenchSection, firstError, prmStep, ratingRanking } from "./presets/step-judgements";
import { stickerGrounding } from "./presets/sticker-grounding";
import { actionPrompting, cognitiveBehaviors, lcotTree, rlspExploration, steering } from "./presets/taxonomies";

/** The codebooks that ship with the product, the default first. A project starts from one and edits a draft of its own. */
export const PRESETS: readonly Codebook[] = [
  longcotErrorCorrection, cognitiveBehaviors, rlspExploration, steering, thoughtAnchors, schoenfeld, thinkArm, lcotTree,
  thoughtologyCycles, actionPrompting, prmStep, firstError, deltabenchSection, stickerGrounding, ratingRanking,
];

export const presetByKey = (key: string): Codebook | undefined => PRESETS.find((preset) => preset.key === key);
