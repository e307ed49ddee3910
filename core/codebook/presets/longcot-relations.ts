import type { RelationType } from "../codebook";
import { relation } from "../parts";

const anywhere = { to: ["*"], anchor: true };

export const longcotRelations: readonly RelationType[] = [
  relation("branches_from", ["branches from", "分支自"], ["branching"], { ...anywhere, prompt: true, min: 1, max: 1 }),
  relation("backtracks_to", ["backtracks to", "回溯至"], ["backtracking"], { ...anywhere, prompt: true, min: 1, max: 1 }),
  relation("abandons", ["abandons", "放弃"], ["backtracking"], { to: ["branching"], max: 1 }),
  relation("verifies", ["verifies", "验证"], ["verification"], { ...anywhere, min: 1 }),
  relation("detects", ["detects", "发现"], ["verification"], { to: ["error"], pass: "truth" }),
  relation("corrects", ["corrects", "更正"], ["correction"], { to: ["error"], anchor: true, min: 1 }),
  relation("retracts", ["retracts", "撤回"], ["backtracking"], { to: ["error"], anchor: true }),
  relation("triggered_by", ["triggered by", "由……引起"], ["correction", "backtracking", "branching"], { to: ["verification", "backtracking"], max: 1 }),
  relation("misreads", ["misreads", "误读"], ["error"], { anchor: true, anchorFields: ["prompt"], max: 1, pass: "truth", when: { attribute: "type", in: ["misread_problem"] } }),
];
