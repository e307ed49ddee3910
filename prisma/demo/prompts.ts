/** The five questions of the demo, in our own words, with their reference answers. Marks (⟦id|…⟧, see markup.ts) are anchors that relations of traces point at. */
export const DEMO_PROMPTS = {
  residues: {
    language: "en",
    reference: "20",
    marked: String.raw`How many integers $n$ with ⟦pRange|$1 \le n \le 60$⟧ are there such that ⟦pDivides|$n^2 + n$ is divisible by $12$⟧? Give the number only at the end.`,
  },
  ferry: {
    language: "en",
    reference: "96",
    marked: `⛴️ A ferry leaves every 40 minutes. ⟦pFirst|The first crossing is at 06:20⟧ and ⟦pLast|the last one at or before 21:00⟧. ⟦pThird|Only every third crossing, beginning with the first, takes cars⟧, and then at most 12 of them. How many cars can cross in one direction in a day at most?`,
  },
  tiles: {
    language: "zh",
    reference: "55",
    marked: `用 1×1 的黑、白两色瓷砖铺满一条 1×8 的长条，⟦pBlack|任意两块黑砖不能相邻⟧，一共有多少种不同的铺法？`,
  },
  program: {
    language: "en",
    reference: "30",
    marked: `What does ⟦pCall|f(12)⟧ return? 🐍

~~~python
def f(n):
    total = 0
    for i in ⟦pLoop|range(1, n)⟧:
        if i % 3 == 0 or i % 4 == 0:
            total += i
    return total
~~~`,
  },
  liars: {
    language: "zh",
    reference: "乙",
    marked: `甲、乙、丙三人中⟦pOne|恰有一人说真话⟧。甲说：“乙在说谎。”乙说：“丙在说谎。”丙说：⟦pBoth|“甲和乙都在说谎。”⟧请问说真话的是谁？🤔`,
  },
} as const;

export type DemoPromptKey = keyof typeof DEMO_PROMPTS;
