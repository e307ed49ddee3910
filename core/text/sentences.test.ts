import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { protectedRanges } from "./protected-ranges.fixture";
import { slicesAt } from "./segments.fixture";
import { segmentSentences } from "./sentences";
import { traceText } from "./trace-text.fixture";

const sentencesOf = (text: string): string[] => slicesAt(text, segmentSentences(text));

describe("sentences", () => {
  test("T7: sentences tile any text, none is empty, none begins with white space but the first, and maths and code stay whole", () => {
    fc.assert(fc.property(traceText, (text) => {
      const sentences = sentencesOf(text);
      expect(sentences.join("")).toBe(text);
      expect(sentences.every((sentence) => sentence.length > 0)).toBe(true);
      for (const sentence of sentences.slice(1)) expect(sentence).toMatch(/^\S/);
      const ends = segmentSentences(text);
      for (const range of protectedRanges(text)) expect(ends.filter((end) => end > range.start && end < range.end)).toEqual([]);
    }), { numRuns: 1_000 });
  });

  /** "|" marks where one sentence ends; it is no part of the text. */
  test.each([
    "So 7. |Wait, 3+4=7, yes.🙂 |Good! |🙂 Fine.",
    "Really?! |Yes... |Hmm, let me see... maybe not. |OK… so be it. |Then…  |Next.",
    "Pi is 3.14. |And 2.5 * 2 = 5. |Version 1.2.3 works.",
    "Some, e.g. cats, i.e. pets, are fine. |See Fig. 3 and Eq. (2). |No. |No. 5 is alive.",
    "Dr. Li and Prof. J. Smith agree vs. Mr. A. B. Chen. |Fine.",
    "John F. Kennedy won. |The answer is B. |But wait. |So the answer is C. |Looking closer, no.",
    "Cats, dogs, etc. are pets. |Cats, dogs, etc. |Then birds. |Shown by Wu et al. in 2020. |Approx. 5 cm. |Done.",
    "He lives in the U.S. and works at 5 p.m. on weekdays. |The U.S. |Then he left. |The U.S. Army came.",
    "1. Compute x. |2. Then y. |The sum is 7. |Wait, no.",
    "1. First step.\n|2. Second step.\n|- a) third. |Done.",
    "(a) One. |**A.** Two? |\"Stop.\" |He stopped. |(See below.) |Yes.",
    "\"Stop!\" he said. |\"Go.\" |**Done.** |Next.",
    "Look at https://a.org/x.y?z=1.5 now. |Also www.b.com/?q=a!b. |Ok.",
    "Maths $a. b$ stays. |So does \\(x. Y\\) and `a. B`. |And $$x. Y$$ too.",
    "It costs $5. |Then $10. |Sum is $15. |Right.",
    "首先计算。|然后呢？|“好的。”|他说：“行！”|嗯……|不对；|再试。🙂|完",
    "答案是5.|因此选A。|圆周率3.14是对的!|对吗?|对",
    "Wait！|真的吗？！|是。 |Then yes.",
    "First line\n|second line\r\n|third\n\n|fourth",
    "e. g. this one. |And i. e. that. |x is e. |Then y.",
  ])("T8: %j", (marked) => {
    const expected = marked.split("|");
    expect(sentencesOf(expected.join(""))).toEqual(expected);
  });

  test("T7: an emoji with joiners behind a stop belongs to its sentence", () => {
    expect(sentencesOf("Done.👩‍🔬 Next 🙂. End")).toEqual(["Done.👩‍🔬 ", "Next 🙂. ", "End"]);
  });
});
