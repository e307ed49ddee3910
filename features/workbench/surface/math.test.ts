import fc from "fast-check";
import { expect, test } from "vitest";
import { offsetMap, toUtf16 } from "@/core/text/offset";
import { protectedRanges } from "@/core/text/protected-ranges.fixture";
import { Formulas } from "./math";

const found = (text: string): string[] => new Formulas(text).within(0, text.length).map(({ from, to }) => text.slice(from, to));

/** What opens and closes maths and code, and what makes it neither. */
const text = fc.array(fc.constantFrom("$", "$$", "\\(", "\\)", "\\[", "\\]", "\\", "`", "```", "~~~", "x = 5", "🙂", " ", "\n", "\n\n", "\r\n", "9", "\\begin{align}", "\\end{align}"), { maxLength: 40 }).map((parts) => parts.join(""));

test("K2: a formula is found by the segmenter's rules, a price is not", () => {
  expect(found("🙂 So $a_5 = 174$, \\(x\\) and $$y$$, for $5 or \\$6.")).toEqual(["$a_5 = 174$", "\\(x\\)", "$$y$$"]);
});

test("K2: what looks like a formula in code is code, in a fence over several paragraphs too; behind it formulas go on", () => {
  expect(found("🙂 `$x$` is written $x$.")).toEqual(["$x$"]);
  expect(found("🙂 Then ``\\(y\\) ` $z$`` or $w$.")).toEqual(["$w$"]);
  const fenced = "🙂\n```bash\necho $a=$b\n\necho $c$\n```\nSo $d$.";
  expect(found(fenced)).toEqual(["$d$"]);
  const second = fenced.indexOf("echo $c$");
  expect(new Formulas(fenced).within(second, second + 8)).toEqual([]);
  expect(found("🙂\n```\nunclosed, so $e$ is one")).toEqual(["$e$"]);
});

test("K2: formulas are what the segmenter protects, but for code", () => {
  fc.assert(fc.property(text, (value) => {
    const map = offsetMap(value);
    const maths = protectedRanges(value).map(({ start, end }) => value.slice(toUtf16(map, start), toUtf16(map, end))).filter((range) => !/^[`~]/.test(range));
    expect(found(value)).toEqual(maths);
  }));
});

test("K2: whatever part is asked for first, each part has the formulas that lie in it as a whole", () => {
  fc.assert(fc.property(text, fc.array(fc.tuple(fc.nat(60), fc.nat(60)), { maxLength: 6 }), (value, parts) => {
    const all = new Formulas(value).within(0, value.length);
    const asked = new Formulas(value);
    for (const [from, length] of parts) expect(asked.within(from, from + length)).toEqual(all.filter((formula) => formula.from >= from && formula.to <= from + length));
  }));
});
