import type { Codebook } from "../codebook";
import { codebook, label } from "../parts";
import { guidelinesFor } from "./short-guidelines";

/** Taxonomies of the literature, one label set each. Definitions are in our own words; the sources say what the labels are for. */

export const cognitiveBehaviors: Codebook = codebook("cognitive-behaviors-4", ["Four cognitive behaviours", "四种认知行为"], [
  label(0, "verification", "Ve", ["verification", "验证"], ["Checks a result or a step against what is known.", "把结果或步骤与已知条件核对。"], [["Does 4 + 9 give 13? Yes.", "4 + 9 等于 13 吗？等于。"]], { colour: "verification", pattern: "solid" }),
  label(1, "backtracking", "Bt", ["backtracking", "回溯"], ["Sees that the present way fails and says that another will be tried.", "意识到目前的做法行不通，并明确换一种做法。"], [["That cannot reach 24. Try another pair.", "这样凑不出 24。换一对试试。"]]),
  label(2, "subgoal_setting", "Sg", ["subgoal setting", "设定子目标"], ["Names a smaller goal on the way to the whole one.", "提出通往整体目标的较小目标。"], [["First find the area of the triangle.", "先求三角形的面积。"]], { colour: "branching", pattern: "dashes" }),
  label(3, "backward_chaining", "Bc", ["backward chaining", "逆向推理"], ["Reasons from the wanted result back to what would give it.", "从目标结果倒推所需的条件。"], [["To end at 24 the last step could be 4 · 6.", "要得到 24，最后一步可以是 4 · 6。"]], { colour: "correction", pattern: "dots" }),
], guidelinesFor("Gandhi et al. 2025, Cognitive Behaviors that Enable Self-Improving Reasoners"));

export const rlspExploration: Codebook = codebook("rlsp-exploration", ["Exploration behaviours", "探索行为"], [
  label(0, "backtracking", "Bt", ["backtracking", "回溯"], ["Returns from a line that was worked on to an earlier state.", "从做过的路线返回先前的状态。"], [["This fails; back to step two.", "行不通，回到第二步。"]], { colour: "backtracking", pattern: "double" }),
  label(1, "exploration", "Ex", ["exploration", "探索"], ["Tries another possibility without being forced to.", "在没有必要的情况下尝试另一种可能。"], [["What if we colour the corners first?", "如果先给角上色会怎样？"]], { colour: "branching", pattern: "dashes" }),
  label(2, "verification", "Ve", ["verification", "验证"], ["Tests something already stated.", "检验已经陈述过的内容。"], [["Substituting 5: 25 − 25 = 0, fine.", "代入 5：25 − 25 = 0，没问题。"]]),
], guidelinesFor("Ye et al. 2025, Emergence of Thinking in LLMs (RLSP)"));

export const steering: Codebook = codebook("steering-6", ["Six behaviours for steering", "用于引导的六种行为"], [
  label(0, "initializing", "In", ["initializing", "开始"], ["Restates the task and first thoughts on it.", "复述任务并给出最初的想法。"], [["The task is to count the paths.", "任务是数出路径的条数。"]]),
  label(1, "deduction", "De", ["deduction", "推导"], ["Draws a conclusion from what has been assumed or found.", "由已有的假设或结论推出新结论。"], [["Hence the sum is odd.", "因此和是奇数。"]], { colour: "verification", pattern: "solid" }),
  label(2, "adding_knowledge", "Ak", ["adding knowledge", "补充知识"], ["Brings in a fact from outside the task.", "引入题目之外的事实。"], [["A leap year has 366 days.", "闰年有 366 天。"]], { colour: "extra-1", pattern: "long-dashes" }),
  label(3, "example_testing", "Et", ["example testing", "举例检验"], ["Tries the present idea on an example.", "用例子检验当前想法。"], [["For n = 2 this gives 3 paths.", "n = 2 时有 3 条路径。"]], { colour: "correction", pattern: "dots" }),
  label(4, "uncertainty_estimation", "Un", ["uncertainty estimation", "不确定性"], ["Says how sure or unsure it is.", "表达确定或不确定的程度。"], [["I am not certain that this counts each once.", "不确定这样是否每条只数了一次。"]], { colour: "candidate", pattern: "dash-dot" }),
  label(5, "backtracking", "Bt", ["backtracking", "回溯"], ["Gives up the present way and takes another.", "放弃当前做法，改用另一种。"], [["That double counts; use complements instead.", "这样重复计数了；改用补集。"]], { colour: "backtracking", pattern: "double" }),
], guidelinesFor("Venhoff et al. 2025, Understanding Reasoning in Thinking Language Models via Steering Vectors"));

export const lcotTree: Codebook = codebook("lcot-tree-4", ["Tree of a long chain of thought", "长思维链的树结构"], [
  label(0, "continuous_logic", "Cl", ["continuous logic", "连续推理"], ["Goes on directly from the thought before.", "直接承接前一个想法。"], [["So x = 4, and then y = 6.", "所以 x = 4，于是 y = 6。"]], { colour: "verification", pattern: "solid" }),
  label(1, "exploration", "Ex", ["exploration", "探索"], ["Opens another way on from an earlier thought.", "从先前的想法出发，开辟另一条路。"], [["Another option is to use symmetry.", "另一种选择是利用对称。"]], { colour: "branching", pattern: "dashes" }),
  label(2, "backtracking", "Bt", ["backtracking", "回溯"], ["Returns to an earlier thought to revise it.", "返回先前的想法加以修改。"], [["Back to the first equation: the sign was off.", "回到第一个方程：符号错了。"]], { colour: "backtracking", pattern: "double" }),
  label(3, "validation", "Va", ["validation", "验证"], ["Confirms or tests an earlier thought.", "确认或检验先前的想法。"], [["Check with x = 4: both sides are 10.", "用 x = 4 检验：两边都是 10。"]], { colour: "correction", pattern: "dots" }),
], guidelinesFor("Jiang et al. 2025, What Makes a Good Reasoning Chain? (LCoT2Tree)"));

export const actionPrompting: Codebook = codebook("action-prompting-5", ["Five reasoning actions", "五种推理动作"], [
  label(0, "clarify", "Cl", ["clarify", "澄清"], ["Makes clear what is asked or given.", "澄清所问或所给的内容。"], [["'Between' here leaves the ends out.", "这里的“之间”不含两端。"]]),
  label(1, "decompose", "Dc", ["decompose", "分解"], ["Splits the task into parts.", "把任务拆成几部分。"], [["Three parts: rows, columns, corners.", "分三部分：行、列、角。"]], { colour: "extra-1", pattern: "long-dashes" }),
  label(2, "solution_step", "So", ["solution step", "解题步骤"], ["Carries the solution one step further.", "把解答推进一步。"], [["The rows give 4 · 5 = 20.", "各行共 4 · 5 = 20。"]]),
  label(3, "reflection", "Re", ["reflection", "反思"], ["Looks back at what was done and judges it.", "回顾并评价已完成的内容。"], [["Did I count the corners twice?", "角是不是数了两次？"]], { colour: "backtracking", pattern: "double" }),
  label(4, "answer", "An", ["answer", "回答"], ["States the answer.", "陈述答案。"], [["The answer is 36.", "答案是 36。"]], { colour: "candidate", pattern: "dash-dot" }),
], guidelinesFor("Yeo et al. 2025 §3.3, Demystifying Long Chain-of-Thought Reasoning in LLMs"));
