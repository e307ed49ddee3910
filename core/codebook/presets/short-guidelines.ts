import type { Names } from "../parts";

/** Guidelines of a taxonomy taken from the literature: where it comes from and the rules of spans that hold for every label set. */
export const guidelinesFor = (source: string, more: Names = ["", ""]): Names => [
  `# How to label

Labels after ${source}; definitions and examples are in our own words. Read the paper before a round starts.

1. A span starts at its cue word, if there is one, and ends at the last sentence that serves the behaviour.
2. The same label with at most one sentence between: one span.
3. Spans of different labels may overlap; two of one label may nest, not cross.
4. In a literal loop, label the first instance only.
5. Nothing that fits: no label. Unsure: label it and mark it *unsure*.
${more[0] === "" ? "" : `\n${more[0]}\n`}`,
  `# 如何标注

标签依据 ${source}；定义与例句为自拟。标注开始之前请先阅读原文。

1. 有提示词时，片段从提示词开始，到服务于该行为的最后一句结束。
2. 标签相同且中间至多隔一句：合为一段。
3. 不同标签的片段可以重叠；同一标签的两个片段可以嵌套，但不能交叉。
4. 遇到逐字循环，只标第一次。
5. 没有合适的标签就不标；不确定时照标，并选“不确定”。
${more[1] === "" ? "" : `\n${more[1]}\n`}`,
];
