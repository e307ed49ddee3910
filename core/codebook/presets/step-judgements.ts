import { choice, codebook, label, attribute, choiceQuestion, rating } from "../parts";
import type { Codebook } from "../codebook";

/** Codebooks whose units are the steps or sections of the trace's segmentation: one keypress labels the current one and moves on. */

const source = (en: string, zh: string, work: string): readonly [string, string] => [`# How to label\n\n${en}\n\nAfter ${work}; the words are ours.\n`, `# 如何标注\n\n${zh}\n\n依据 ${work}；文字为自拟。\n`];

export const prmStep: Codebook = codebook("prm-step", ["Step correctness", "步骤正确性"], [
  label(0, "good", "+1", ["good (+1)", "好 (+1)"], ["Right, reasonable, and moves the solution on.", "正确、合理，并推进了解答。"], [["So each row holds 4, 12 in all. 👍", "所以每行 4 个，共 12 个。👍"]], { colour: "verification", pattern: "solid" }),
  label(1, "neutral", "0", ["neutral (0)", "中性 (0)"], ["Not wrong, but does not move the solution on, or is hard to follow.", "没有错，但没有推进解答，或难以理解。"], [["Let me think about this.", "让我想想。"]], { colour: "candidate", pattern: "dash-dot" }),
  label(2, "bad", "−1", ["bad (−1)", "差 (−1)"], ["Wrong, or leads away from a solution.", "错误，或偏离解答。"], [["3 rows of 4 make 7.", "3 行每行 4 个共 7 个。"]], { colour: "error", pattern: "wave" }),
  label(3, "unsure", "?", ["unsure", "不确定"], ["Cannot be judged.", "无法判断。"], [["By the lemma of the lecture, done.", "由课上的引理即得。"]], { colour: "extra-1", pattern: "long-dashes" }),
], source("Judge every step on its own, given the steps before it. A step that follows rightly from an earlier wrong one is judged by what it adds.", "在给定前面步骤的前提下，逐步单独判断。由先前的错误步骤正确推出的步骤，按其本身所做的判断。", "Lightman et al. 2023 (PRM800K)"), { unit: "step" });

export const firstError: Codebook = codebook("first-error", ["First wrong step", "首个错误步骤"], [
  label(0, "first_error", "Fe", ["first wrong step", "首个错误步骤"], ["The first step that is wrong. Say why in its attributes, and in the note how it should read.", "第一个出错的步骤。用属性说明原因，在备注中写出应有的写法。"], [["7 · 8 = 54, so … 🙂", "7 · 8 = 54，所以……🙂"]],
    { colour: "error", pattern: "wave", max: 1, attributes: [attribute("reason", ["reason", "原因"], [
      choice("calculation", "calculation", "计算"), choice("logic", "logic", "逻辑"), choice("misread_problem", "misread problem", "误读题目"), choice("wrong_fact", "wrong fact", "事实错误"), choice("missed_case", "missed case", "遗漏情况"), choice("other", "other", "其他")], { required: true })] }),
], source("Label one step at most: the earliest that is wrong. Put the mended step into its note. If no step is wrong, answer *all steps right: yes* and say *nothing here*.", "至多标一个步骤：最早出错的那个，并在备注中写出改正后的步骤。若没有错误，在“全部步骤正确”中选“是”，并选“此处没有”。", "ProcessBench, BIG-Bench-Mistake and MR-GSM8K"), {
  unit: "step", blocking: ["label-too-many"],
  questions: [{ ...choiceQuestion("all_steps_right", ["All steps right", "全部步骤正确"], [choice("yes", "yes", "是"), choice("no", "no", "否"), choice("cannot_judge", "cannot judge", "无法判断")]), required: true }],
});

export const deltabenchSection: Codebook = codebook("deltabench-section", ["Sections of a long chain of thought", "长思维链的分段评判"], [
  label(0, "section", "Se", ["section", "段落"], ["A stretch of the trace with one task. Its attributes say what it is worth.", "推理中承担一个任务的一段；用属性评判。"], [["Now the second case. … 🙂", "现在看第二种情形。……🙂"]], { attributes: [
    attribute("strategy_shift", ["strategy shift", "策略转换"], [choice("yes", "yes", "是"), choice("no", "no", "否")], { required: true, default: "no" }),
    attribute("useful", ["useful", "有用"], [choice("yes", "yes", "是"), choice("no", "no", "否")], { required: true }),
    attribute("correct", ["correct", "正确"], [choice("yes", "yes", "是"), choice("no", "no", "否"), choice("cannot_judge", "cannot judge", "无法判断")], { required: true }),
    attribute("reflection", ["reflection", "反思"], [choice("none", "none", "无"), choice("useful", "useful", "有用"), choice("useless", "useless", "无用")], { required: true, default: "none" }),
  ] }),
], source("Judge every section: does the strategy shift here, does the section help, is it correct, does it reflect on what came before?", "逐段评判：这里是否转换了策略？这一段有用吗？正确吗？是否反思了之前的内容？", "He et al. 2025 (DeltaBench)"), { unit: "section" });

/** Judging whole traces: a check of the prompt, ratings, and orderings of several traces of one prompt (the orderings are kept apart, core/ranking). */
export const ratingRanking: Codebook = codebook("rating-ranking", ["Ratings and rankings", "评分与排序"], [],
  source("First check the prompt. Then rate each trace on its own, on the whole scale. Then put the traces of one prompt into an order, with ties where you see no difference; where the order contradicts your ratings, write why.", "先检查题目；再在整个量表上逐条独立评分；然后给同一题目的多条推理排序，没有差别时可以并列；若排序与评分矛盾，请写明理由。", "the annotation pipeline of ImageReward (Xu et al. 2023)"), {
    questions: [
      choiceQuestion("prompt_check", ["Prompt", "题目"], [choice("clear", "clear", "清楚"), choice("ambiguous", "ambiguous", "有歧义"), choice("defective", "defective", "有缺陷")]),
      rating("overall", ["Overall", "总体"]), rating("reflection_usefulness", ["Usefulness of the reflection", "反思的用处"]), rating("economy", ["Economy", "简洁程度"]), rating("soundness", ["Soundness", "严谨程度"]),
      { key: "reason", name: { en: "Reason, where ranking and ratings differ", zh: "排序与评分不一致时的理由" }, pass: "behaviour", required: false, shown: true, kind: "text" },
    ],
  });
