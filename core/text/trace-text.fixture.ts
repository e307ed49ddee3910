import fc from "fast-check";

/** Pieces of what models write; every kind of thing that a segmenter must know, an emoji first. */
const PIECES = [
  "🙂", "👩‍🔬", "Wait, ", "so x = 3.14. ", "Yes! ", "No? ", "i.e. ", "Dr. Li ", "Fig. 2 ", "\n", "\n\n", "\r\n", "\r\n\r\n", " \n \n", "   ", "$a. b$", "$5 and $10. ", "$", "$$\nx = 1.\n\ny\n$$", "$$", "\\(a. b\\)", "\\(", "\\[\nx.\n\ny\n\\]", "\\]",
  "\\begin{cases} a. \\\\\n\n b \\end{cases}", "\\begin{a}", "```\nf. g\n\nh\n```\n", "```", "`a. b`", "`", "\\$", "\\\\", "首先，计算。", "对吗？", "好的！", "嗯……", "“是的。”", "A. ", "1. ", "- ", "etc. ", "…", "...", "https://a.org/x?y=1. ", "é", "e\u0301", "\ud83d", "\u200d", "\u2028", "~~~\na\n~~~\n",
];

/** Texts made of such pieces, and arbitrary binary strings now and then. */
export const traceText = fc.array(fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...PIECES) }, { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 6 }) }), { maxLength: 60 }).map((pieces) => pieces.join(""));
