import { isLineBreak } from "./line-break";

// What a segmenter's scan does with a UTF-16 unit. One table of 64 KB, so that the common case is one load and one comparison:
// with it, steps are cut at several hundred megabytes a second instead of some tens.
// 0 is a plain unit, which ends nothing.
const WIDE_PLAIN = 1;
export const OPENER = 2, LINE_BREAK = 3, STOP = 4;

/** ASCII and East Asian marks that may end a sentence. */
const STOPS = ".!?…。！？；｡";
const FIRST_EAST_ASIAN = 0x2e80;

/** Whether a unit is of an East Asian script, which is set two columns wide; halves of a surrogate pair are not, but a pair is two units. */
export const isEastAsian = (unit: number): boolean => unit >= FIRST_EAST_ASIAN && (unit & 0xf800) !== 0xd800;

const table = new Uint8Array(0x10000);
for (let unit = FIRST_EAST_ASIAN; unit < 0x10000; unit++) if (isEastAsian(unit)) table[unit] = WIDE_PLAIN;
for (const opener of "\\$`~") table[opener.charCodeAt(0)] = OPENER;
for (const stop of STOPS) table[stop.charCodeAt(0)] = STOP;
for (let unit = 0; unit < 0x3000; unit++) if (isLineBreak(unit)) table[unit] = LINE_BREAK;

/** The class of every UTF-16 unit; read only. */
export const SCAN_CLASS: Readonly<Uint8Array> = table;
