import type { Lexicon } from "./lexicon";

/** The five words of the seed paper (Yeo et al. 2025), each under the label of the default codebook that it hints at most often.
 *  On human labels they find verifying or exploring sentences with precision .70 and recall .14: kept for comparison with the literature, not for use. */
export const SEED_FIVE: Lexicon = {
  name: "seed-five",
  lists: [
    { label: "verification", language: "en", cues: ["wait", "recheck"], patterns: [] },
    { label: "branching", language: "en", cues: ["alternatively"], patterns: [] },
    { label: "backtracking", language: "en", cues: ["retry", "however"], patterns: [] },
  ],
};

/** Our own selection in English and Chinese, from reading traces; every phrase names its behaviour more narrowly than the five words do. */
export const CUE_WORDS: Lexicon = {
  name: "cue-words",
  lists: [
    { label: "verification", language: "en", patterns: [], cues: [
      "wait", "let me check", "let me verify", "let me double check", "let me double-check", "let's check", "let's verify", "double check", "double-check", "checking", "check again", "recheck", "re-check",
      "to verify", "verify", "verifying", "to confirm", "let me confirm", "plug back", "plugging back", "substitute back", "substituting back", "is that right", "is this right", "is that correct", "is this correct",
      "does that make sense", "does this make sense", "sanity check", "makes sense", "let me test", "let's test", "let me recompute", "let me recalculate", "make sure", "that matches", "this matches", "which matches", "consistent with",
    ] },
    { label: "branching", language: "en", patterns: [], cues: [
      "alternatively", "another approach", "another way", "another idea", "another method", "a different approach", "a different way", "instead, let", "what if", "let me try", "let's try", "maybe we can", "maybe i can", "perhaps we can", "perhaps i can", "perhaps there", "one option", "on the other hand", "case 1", "first case", "suppose instead",
    ] },
    { label: "backtracking", language: "en", patterns: [], cues: [
      "retry", "go back", "going back", "start over", "start again", "starting over", "let me restart", "scrap that", "scratch that", "this doesn't work", "that doesn't work", "doesn't work", "this isn't working", "not working", "dead end", "this is getting", "too complicated", "let me reconsider", "reconsider", "rethink", "let me rethink", "back to", "let me step back", "step back", "abandon",
    ] },
    { label: "correction", language: "en", patterns: [], cues: ["actually, it", "actually, the", "actually, that", "i made a mistake", "i made an error", "that's a mistake", "my mistake", "correction", "should be", "should have been", "i meant", "that's wrong", "that is wrong", "that's not right", "that is incorrect", "instead of"] },
    { label: "verification", language: "zh", patterns: [], cues: ["等等", "等一下", "检查一下", "验证", "验算", "再算一遍", "重新算", "核对", "确认一下", "对不对", "是否正确", "代入检验", "代回", "检验"] },
    { label: "branching", language: "zh", patterns: [], cues: ["或者", "另一种方法", "另一种思路", "另一个方法", "换一种", "换个思路", "换个方法", "也可以", "要不", "试试", "如果换成", "假设另一种"] },
    { label: "backtracking", language: "zh", patterns: [], cues: ["回到", "重新开始", "从头", "重新考虑", "行不通", "走不通", "不可行", "放弃", "推翻", "退一步", "这样不行"] },
    { label: "correction", language: "zh", patterns: [], cues: ["算错了", "写错了", "搞错了", "错了", "应该是", "更正", "纠正", "不对，应", "改为", "有误"] },
  ],
};
