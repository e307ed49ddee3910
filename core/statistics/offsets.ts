import { z } from "zod";
import type { OffsetMap } from "../text/offset";
import { codePoint, offsetMap, toCodePoint, toUtf16, utf16 } from "../text/offset";
import { utf8Length } from "./utf8";
import { statistic } from "./statistic";

const Unit = z.enum(["codepoint", "utf16", "utf8"]);
type Unit = z.output<typeof Unit>;

/** The same half-open range of a text in another unit, and the characters that it holds. */
export const offsets = statistic({
  name: "offsets",
  summary: "A range of a text in another offset unit, with its quote",
  input: z.object({ text: z.string(), start: z.int().nonnegative(), end: z.int().nonnegative(), from: Unit, to: Unit }),
  compute: ({ text, start, end, from, to }) => {
    if (start > end) throw new RangeError(`start ${start} is after end ${end}`);
    const map = offsetMap(text);
    const [first, last] = [toUnits(map, start, from), toUnits(map, end, from)];
    return { start: fromUnits(map, first, to), end: fromUnits(map, last, to), quote: text.slice(first, last) };
  },
});

/** UTF-16 offset of an offset in any unit. @throws RangeError outside the text or inside a character */
function toUnits(map: OffsetMap, offset: number, unit: Unit): number {
  if (unit === "codepoint") return toUtf16(map, codePoint(offset));
  if (unit === "utf16") {
    const whole = toUtf16(map, toCodePoint(map, utf16(offset)));
    if (whole !== offset) throw new RangeError(`UTF-16 offset ${offset} is inside a surrogate pair`);
    return offset;
  }
  let bytes = 0;
  let units = 0;
  for (const character of map.text) {
    if (bytes >= offset) break;
    bytes += utf8Length(character);
    units += character.length;
  }
  if (bytes !== offset) throw new RangeError(bytes < offset ? `UTF-8 offset ${offset} is outside a text of ${bytes} bytes` : `UTF-8 offset ${offset} is inside a character`);
  return units;
}

function fromUnits(map: OffsetMap, offset: number, unit: Unit): number {
  if (unit === "utf16") return offset;
  return unit === "codepoint" ? toCodePoint(map, utf16(offset)) : utf8Length(map.text.slice(0, offset));
}
