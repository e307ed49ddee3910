import { describe, expect, test } from "vitest";
import { offsetMap, sliceRange } from "./offset";
import { protectedRanges } from "./protected-ranges.fixture";

const found = (text: string): string[] => protectedRanges(text).map((range) => sliceRange(offsetMap(text), range));

describe("maths and code hold together", () => {
  test.each<[string, string[]]>([
    ["🙂 $x$ and $y+1$.", ["$x$", "$y+1$"]],
    ["$ x = 5 $ and $ n $", ["$ x = 5 $", "$ n $"]],
    ["I have $5 and you have $10, he has $3.", []],
    ["\\$5 and \\$6 but $a\\$b$", ["$a\\$b$"]],
    ["$a\n\nb$", []],
    ["$a\nb$", ["$a\nb$"]],
    ["$$a$$ $$b$$", ["$$a$$", "$$b$$"]],
    ["$$a\n\nb$$ c", []],
    ["\\(a\\) \\[b\n\nc\\] \\\\(d\\)", ["\\(a\\)", "\\[b\n\nc\\]"]],
    ["\\[a \\[b\\]", ["\\[b\\]"]],
    ["\\begin{cases}\\begin{a}x\\end{a}\\end{cases}y\\end{b}", ["\\begin{cases}\\begin{a}x\\end{a}\\end{cases}"]],
    ["`a` ``b`c`` `d\ne`", ["`a`", "``b`c``"]],
    ["```py\na\n\nb\n```\nc", ["```py\na\n\nb\n```"]],
    ["  ```\na\n  ````  \nc", ["  ```\na\n  ````".trimStart()]],
    ["```\na ``` b\n", []],
    ["~~~\n```\n~~~\n~x~", ["~~~\n```\n~~~"]],
  ])("T5: %j", (text, ranges) => {
    expect(found(text)).toEqual(ranges);
  });

  test("T5: an opener without a closer reaches a bounded way and swallows nothing", () => {
    for (const opener of ["$", "$$\n", "\\(", "\\[", "\\begin{x}", "`", "```\n"]) expect(found(`${opener}a `.padEnd(12_000, "lorem ipsum. ") + "\n\n🙂 done.")).toEqual([]);
  });
});
