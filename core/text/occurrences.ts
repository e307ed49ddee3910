/** Offsets (UTF-16) at which a needle occurs in a text, ascending, without overlaps; none for "".
 *  Knuth–Morris–Pratt, O(text + needle) for every input: the built-in search is quadratic on loops. */
export function occurrences(text: string, needle: string): readonly number[] {
  if (needle === "" || needle.length > text.length) return [];
  const borders = bordersOf(needle);
  const found: number[] = [];
  let matched = 0;
  for (let i = 0; i < text.length; i++) {
    while (matched > 0 && text.charCodeAt(i) !== needle.charCodeAt(matched)) matched = borders[matched - 1]!;
    if (text.charCodeAt(i) === needle.charCodeAt(matched)) matched++;
    if (matched < needle.length) continue;
    found.push(i + 1 - needle.length);
    matched = 0;
  }
  return found;
}

/** For each prefix, the length of its longest proper border. */
function bordersOf(needle: string): Int32Array {
  const borders = new Int32Array(needle.length);
  let length = 0;
  for (let i = 1; i < needle.length; i++) {
    while (length > 0 && needle.charCodeAt(i) !== needle.charCodeAt(length)) length = borders[length - 1]!;
    if (needle.charCodeAt(i) === needle.charCodeAt(length)) length++;
    borders[i] = length;
  }
  return borders;
}
