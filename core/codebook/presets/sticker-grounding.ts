import type { Codebook } from "../codebook";
import { codebook, label, relation } from "../parts";
import { guidelinesFor } from "./short-guidelines";

/** Which facts of the prompt the reasoning uses, misreads or leaves out. */
export const stickerGrounding: Codebook = codebook("sticker-grounding", ["Grounding in the prompt", "对题目的依据"], [
  label(0, "fact", "Fa", ["fact", "事实"], ["A fact or condition that the prompt gives.", "题目给出的事实或条件。"], [["Each bag holds 7 apples. 🍎", "每袋有 7 个苹果。🍎"]], { fields: ["prompt"] }),
  label(1, "grounded_use", "Gu", ["grounded use", "正确引用"], ["Uses a fact of the prompt as it was given.", "按原意使用题目中的事实。"], [["7 apples a bag, 3 bags, so 21.", "每袋 7 个，3 袋，共 21。"]], { fields: ["cot", "answer"], colour: "verification", pattern: "solid" }),
  label(2, "misreading", "Mi", ["misreading", "误读"], ["Uses a fact of the prompt otherwise than it was given.", "没有按原意使用题目中的事实。"], [["3 apples in each of 7 bags.", "7 袋，每袋 3 个苹果。"]], { fields: ["cot", "answer"], colour: "error", pattern: "wave" }),
  label(3, "omission", "Om", ["omission", "遗漏"], ["Reasons where a fact of the prompt was needed and left out.", "推理中需要题目中的某个事实却没有用到。"], [["So 21 are left. (Two were eaten.)", "所以剩 21 个。（吃掉了两个。）"]], { fields: ["cot", "answer"], colour: "correction", pattern: "dots" }),
], guidelinesFor("Zeng et al. 2025, SIFT: Grounding LLM Reasoning in Contexts via Stickers", [
  "First label the facts of the prompt, then their uses. Every use, misreading and omission points at its fact.", "先标题目中的事实，再标对它们的使用。每处引用、误读和遗漏都指向相应的事实。"]), {
  relations: [
    relation("refers_to", ["refers to", "指向"], ["grounded_use", "omission"], { to: ["fact"], anchor: true, anchorFields: ["prompt"], min: 1 }),
    relation("misreads", ["misreads", "误读"], ["misreading"], { to: ["fact"], anchor: true, anchorFields: ["prompt"], min: 1 }),
  ],
});
