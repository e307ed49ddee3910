import type { Codebook } from "../codebook";
import { YES_NO, choice, choiceQuestion, codebook, rating } from "../parts";
import { longcotGuidelinesEn } from "./longcot-guidelines-en";
import { longcotGuidelinesZh } from "./longcot-guidelines-zh";
import { longcotLabels } from "./longcot-labels";
import { longcotRelations } from "./longcot-relations";

/** The default: branching, backtracking, verification, error, correction and candidate answers, in two passes. */
export const longcotErrorCorrection: Codebook = codebook("longcot-error-correction",
  ["Long CoT: branching, backtracking, error correction", "长思维链：分支、回溯与纠错"], longcotLabels, [longcotGuidelinesEn, longcotGuidelinesZh],
  {
    relations: longcotRelations,
    questions: [
      choiceQuestion("final_answer", ["Final answer", "最终答案"], [choice("right", "right", "正确"), choice("wrong", "wrong", "错误"), choice("none", "none", "没有")], "truth"),
      choiceQuestion("truncated", ["Truncated", "被截断"], YES_NO),
      choiceQuestion("degenerate_repetition", ["Degenerate repetition", "退化重复"], YES_NO),
      choiceQuestion("output_form", ["Output form", "输出形式"], [choice("language", "language", "语言"), choice("code", "code", "代码"), choice("mixed", "mixed", "混合")]),
      rating("reflection_usefulness", ["Usefulness of the reflection", "反思的用处"], "behaviour", false),
      rating("economy", ["Economy", "简洁程度"], "behaviour", false),
      rating("soundness", ["Soundness", "严谨程度"], "truth", false),
    ],
  });
