import type { Codebook, Label } from "../codebook";
import { codebook, label, relation } from "../parts";
import { guidelinesFor } from "./short-guidelines";

/** Label sets that cut a trace into episodes or phases. */

const episodes: readonly Label[] = [
  label(0, "read", "Rd", ["read", "读题"], ["Takes in or restates the problem.", "阅读或复述题目。"], [["We are given 12 balls and 5 boxes.", "已知有 12 个球和 5 个盒子。"]]),
  label(1, "analyze", "An", ["analyze", "分析"], ["Works out what the problem is about: relations, conditions, what follows.", "弄清题目涉及的关系、条件及其推论。"], [["Since the boxes differ, order matters.", "盒子各不相同，所以顺序有关系。"]]),
  label(2, "plan", "Pl", ["plan", "计划"], ["Decides what to do next and why.", "决定接下来做什么以及为何这样做。"], [["I will count the complement.", "打算计算补集。"]]),
  label(3, "implement", "Im", ["implement", "执行"], ["Carries a plan out: computes, constructs, substitutes.", "执行计划：计算、构造、代入。"], [["5¹² − 4¹² = …", "5¹² − 4¹² = ……"]], { colour: "candidate", pattern: "dash-dot" }),
  label(4, "explore", "Ex", ["explore", "探索"], ["Tries something without a plan that it belongs to.", "在没有既定计划的情况下尝试。"], [["Maybe small cases tell something.", "也许小情形能给些提示。"]]),
  label(5, "verify", "Vf", ["verify", "检验"], ["Checks what was done.", "检查已完成的内容。"], [["With 1 box the formula gives 1. Right.", "1 个盒子时公式给出 1。对。"]], { colour: "error", pattern: "wave" }),
  label(6, "monitor", "Mo", ["monitor", "监控"], ["Watches over the course of the work: a pause, a doubt, a turn.", "监看整个过程：停顿、怀疑、转向。"], [["Wait. Where was I going with this?", "等等，我这是要做什么？"]]),
];

export const schoenfeld: Codebook = codebook("schoenfeld-7", ["Schoenfeld episodes", "Schoenfeld 情节"], episodes,
  guidelinesFor("Li et al. 2025, Understanding the Thinking Process of Reasoning Models (Schoenfeld's episode theory)"));

export const thinkArm: Codebook = codebook("thinkarm-8", ["ThinkARM episodes", "ThinkARM 情节"], [
  ...episodes,
  label(7, "answer", "As", ["answer", "回答"], ["States the answer.", "陈述答案。"], [["So the answer is 240.", "所以答案是 240。"]]),
], guidelinesFor("ThinkARM: Schoenfeld's episodes with the answer as an episode of its own"));

export const thoughtAnchors: Codebook = codebook("thought-anchors-8", ["Thought anchors", "思维锚点"], [
  label(0, "problem_setup", "Ps", ["problem setup", "题目设定"], ["Parses or rephrases the problem.", "解析或改述题目。"], [["Let d be the number of days.", "设 d 为天数。"]]),
  label(1, "plan_generation", "Pg", ["plan generation", "生成计划"], ["States or decides on a plan.", "提出或决定计划。"], [["Convert to base 2, then count digits.", "化为二进制，再数位数。"]]),
  label(2, "fact_retrieval", "Fr", ["fact retrieval", "调取事实"], ["Recalls a fact, formula or detail without computing.", "回忆事实、公式或细节，不作计算。"], [["The sum of the angles is 180°.", "内角和为 180°。"]]),
  label(3, "active_computation", "Ac", ["active computation", "主动计算"], ["Computes, manipulates, carries out.", "计算、变形、执行。"], [["17 · 6 = 102.", "17 · 6 = 102。"]]),
  label(4, "uncertainty_management", "Um", ["uncertainty management", "处理不确定"], ["Voices doubt, reconsiders, goes back.", "表达怀疑、重新考虑、返回。"], [["Hmm, that looks too large.", "嗯，这看起来太大了。"]]),
  label(5, "result_consolidation", "Rc", ["result consolidation", "归纳结果"], ["Gathers results so far.", "汇总已有结果。"], [["So far: 3 from rows, 4 from columns.", "目前：行 3 个，列 4 个。"]]),
  label(6, "self_checking", "Sc", ["self-checking", "自我检查"], ["Checks earlier steps.", "检查先前的步骤。"], [["Check: 102 / 6 = 17.", "检查：102 / 6 = 17。"]]),
  label(7, "final_answer_emission", "Fa", ["final answer emission", "给出最终答案"], ["States the final answer.", "陈述最终答案。"], [["Answer: 19.", "答案：19。"]]),
], guidelinesFor("Bogdan et al. 2025, Thought Anchors", [
  "**depends on**: draw it from a sentence to each earlier sentence whose result it uses.", "**依赖**：从一句话指向它所用到结果的每个先前句子。"]), {
  relations: [relation("depends_on", ["depends on", "依赖"], ["problem_setup", "plan_generation", "fact_retrieval", "active_computation", "uncertainty_management", "result_consolidation", "self_checking", "final_answer_emission"], { to: ["*"], prompt: true })],
});

export const thoughtologyCycles: Codebook = codebook("thoughtology-cycles", ["Reasoning cycles", "推理循环"], [
  label(0, "problem_definition", "Pd", ["problem definition", "界定问题"], ["Says what is to be found.", "说明要求的是什么。"], [["I need the least such n.", "需要求满足条件的最小 n。"]]),
  label(1, "bloom", "Bl", ["bloom", "展开"], ["The first long decomposition of the problem, up to an interim answer.", "第一次较长的展开，直到得出暂时答案。"], [["Split by parity. If n is even … so 14.", "按奇偶分。若 n 为偶数……所以 14。"]]),
  label(2, "re_bloom", "Rb", ["re-bloom", "重新展开"], ["A later decomposition that goes a new way.", "之后采用新思路的展开。"], [["Count by diagonals instead: …", "改为按对角线数：……"]]),
  label(3, "rumination", "Ru", ["rumination", "反刍"], ["Goes over the same ground once more.", "把同样的内容再过一遍。"], [["Again: even gives 14, yes, 14.", "再来：偶数得 14，对，14。"]]),
  label(4, "abandonment", "Ab", ["abandonment", "放弃"], ["Drops a line of a cycle unfinished.", "未完成便放弃某条路线。"], [["Never mind the diagonals.", "对角线就算了。"]]),
  label(5, "final_decision", "Fd", ["final decision", "最终决定"], ["Settles on the answer.", "确定答案。"], [["I am confident that it is 14.", "可以确定是 14。"]]),
], guidelinesFor("Marjanović et al. 2025, DeepSeek-R1 Thoughtology", [
  "Cycles follow one another: each span runs from where its cycle begins to where the next one begins.", "各循环依次相接：每个片段从该循环开始处到下一循环开始处。"]));
