import type { Field } from "../annotation/span";
import { FIELDS } from "../annotation/span";
import type { CodePoint, OffsetMap } from "../text/offset";
import { toCodePoint, utf16 } from "../text/offset";

/** A name that blinding hides and that stands in the text all the same. */
export interface NameLeak {
  readonly name: string;
  readonly field: Field;
  /** Where it stands first. */
  readonly at: CodePoint;
}

/** Shorter names would be found everywhere. */
const SHORTEST = 3;

/** Names of models and checkpoints that stand in a trace's texts, upper or lower case: texts cannot be changed, so a blind round should know. Once for each name and field.
 *  A name inside a longer word does not count; names below three characters are passed over. O(length × names) */
export function nameLeaks(offsets: Readonly<Record<Field, OffsetMap>>, names: readonly string[]): NameLeak[] {
  const wanted = [...new Set(names)].filter((name) => [...name].length >= SHORTEST);
  return wanted.flatMap((name) => {
    const pattern = new RegExp(`(?<![\\p{L}\\p{N}])${name.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&")}(?![\\p{L}\\p{N}])`, "iu");
    return FIELDS.flatMap((field) => {
      const found = pattern.exec(offsets[field].text);
      return found ? [{ name, field, at: toCodePoint(offsets[field], utf16(found.index)) }] : [];
    });
  });
}
