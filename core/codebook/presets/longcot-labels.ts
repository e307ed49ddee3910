import type { Label } from "../codebook";
import { CANNOT_JUDGE, YES_NO, attribute, choice, label } from "../parts";

const judged = [...YES_NO, CANNOT_JUDGE];

/** Labels after Yeo et al. 2025 §2.1 (branching and backtracking; error validation and correction), reconciled with later taxonomies. */
export const longcotLabels: readonly Label[] = [
  label(0, "branching", "Br", ["branching", "分支"],
    ["Opens another candidate way on from an identifiable point.", "从一个可以指明的位置出发，提出另一条可能的路线。"],
    [["Alternatively, I could count the complement instead.", "或者，也可以改为计算补集。"], ["Suppose first that n is even.", "先假设 n 是偶数。"]],
    { attributes: [
      attribute("fate", ["fate", "结局"], [
        choice("reaches_result", "reaches a result", "得到结果"), choice("abandoned", "abandoned", "被放弃"), choice("dismissed", "dismissed at once", "当即否定"),
        choice("not_pursued", "not pursued", "未展开"), choice("unclear", "unclear", "不清楚")], { required: true }),
      attribute("kind", ["kind", "类型"], [choice("approach", "approach", "方法"), choice("case_split", "case split", "分情况"), choice("hypothesis", "hypothesis", "假设"), choice("interpretation", "interpretation", "理解题意")]),
      attribute("trigger", ["trigger", "诱因"], [choice("unprompted", "unprompted", "无明显诱因"), choice("difficulty", "difficulty", "遇到困难"), choice("failed_check", "failed check", "检查未通过"), choice("after_answer", "after an answer", "得出答案之后")]),
      attribute("novelty", ["novelty", "新旧"], [choice("new", "new", "新的"), choice("revisit", "revisited", "重新回到旧路线")]),
    ] }),
  label(1, "backtracking", "Bt", ["backtracking", "回溯"],
    ["Gives up the current line and resumes from an earlier state.", "放弃当前路线，回到先前的某个状态继续。"],
    [["This is leading nowhere. Let me go back to the equation for x.", "这样走不通。回到关于 x 的方程。"]],
    { attributes: [
      attribute("reason", ["reason", "原因"], [choice("error_found", "error found", "发现错误"), choice("contradiction", "contradiction", "出现矛盾"), choice("dead_end", "dead end", "走不通"), choice("too_long", "too long", "过于冗长"), choice("none_stated", "none stated", "未说明")]),
      attribute("scope", ["scope", "范围"], [choice("step", "step", "步骤"), choice("subproblem", "subproblem", "子问题"), choice("approach", "approach", "方法"), choice("problem_reading", "reading of the problem", "题意理解")]),
      attribute("return", ["return", "返回方式"], [choice("explicit", "explicit", "明确"), choice("implied", "implied", "隐含")]),
      attribute("warranted", ["warranted", "是否有必要"], judged, { pass: "truth" }),
    ] }),
  label(2, "verification", "Ve", ["verification", "验证"],
    ["Tests something already stated.", "检验已经陈述过的内容。"],
    [["Check: 6 · 7 = 42, so that part holds.", "检查：6 · 7 = 42，这一步成立。"], ["Let me plug x = 3 back in: 9 − 9 = 0. Good.", "把 x = 3 代回去：9 − 9 = 0。没问题。"]],
    { attributes: [
      attribute("outcome", ["outcome", "结果"], [
        choice("confirms", "confirms", "确认"), choice("finds_problem", "finds a problem", "发现问题"), choice("inconclusive", "inconclusive", "没有结论"),
        choice("cut_off", "cut off", "中断"), choice("not_carried_out", "announced, not carried out", "只说未做")], { required: true }),
      attribute("target", ["target", "对象"], [choice("step", "step", "步骤"), choice("result", "result", "结果"), choice("final_answer", "final answer", "最终答案"), choice("assumption", "assumption", "假设"), choice("problem_reading", "reading of the problem", "题意理解")]),
      attribute("method", ["method", "方法"], [
        choice("recompute", "recompute", "重新计算"), choice("substitute", "substitute back", "代回"), choice("other_method", "other method", "换方法"), choice("special_case", "special case", "特例"),
        choice("constraint_or_unit", "constraint or unit", "约束或单位"), choice("reread", "reread", "重读"), choice("estimate", "estimate", "估算"), choice("assertion_only", "assertion only", "仅断言")]),
      attribute("verdict_right", ["verdict right", "结论是否正确"], judged, { pass: "truth", required: true, when: { attribute: "outcome", in: ["confirms", "finds_problem"] } }),
    ] }),
  label(3, "error", "Er", ["error", "错误"],
    ["Where a false statement, an invalid inference or a misreading originates.", "错误陈述、无效推理或误读最初出现的地方。"],
    [["… so 7 · 8 = 54.", "……所以 7 · 8 = 54。"]],
    { pass: "truth", attributes: [
      attribute("type", ["type", "类型"], [
        choice("calculation", "calculation", "计算"), choice("logic", "logic", "逻辑"), choice("misread_problem", "misread problem", "误读题目"), choice("wrong_fact", "wrong fact", "事实错误"),
        choice("missed_case", "missed case", "遗漏情况"), choice("copying", "copying", "抄写"), choice("other", "other", "其他")], { pass: "truth" }),
      attribute("effect", ["effect", "影响"], [choice("answer_changing", "changes the answer", "影响答案"), choice("local", "local", "仅局部"), CANNOT_JUDGE], { pass: "truth" }),
    ] }),
  label(4, "correction", "Co", ["correction", "更正"],
    ["Replaces an earlier statement by a different one.", "用不同的陈述替换先前的陈述。"],
    [["No, 7 · 8 is 56, not 54.", "不对，7 · 8 是 56，不是 54。"]],
    { attributes: [
      attribute("trigger", ["trigger", "诱因"], [choice("verification", "verification", "验证"), choice("noticed", "noticed in passing", "顺带发现"), choice("contradiction", "contradiction", "矛盾"), choice("restart", "restart", "重新开始")]),
      attribute("result", ["result", "效果"], [choice("right", "right", "改对"), choice("still_wrong", "still wrong", "仍然错误"), choice("breaks_right", "breaks what was right", "把对的改错"), CANNOT_JUDGE], { pass: "truth" }),
    ] }),
  label(5, "candidate_answer", "Ca", ["candidate answer", "候选答案"],
    ["A final answer the trace commits to for the moment.", "推理过程暂时认定的最终答案。"],
    [["So the answer should be \\boxed{42}.", "所以答案应为 \\boxed{42}。"]],
    { attributes: [attribute("value", ["value", "正误"], [choice("right", "right", "正确"), choice("wrong", "wrong", "错误"), CANNOT_JUDGE], { pass: "truth" })] }),
];
