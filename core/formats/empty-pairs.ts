import type { ThinkMarkers } from "../text/think";

/** UTF-16 ranges of marker pairs with nothing but white space between, markers included. */
export function emptyPairs(text: string, markers: ThinkMarkers): readonly (readonly [number, number])[] {
  const pairs: [number, number][] = [];
  for (const [open, close] of [[markers.open, markers.close], [markers.answerOpen, markers.answerClose]] as const) {
    if (open === null || close === null || open === "") continue;
    for (let at = text.indexOf(open); at >= 0; at = text.indexOf(open, at + open.length)) {
      const end = text.indexOf(close, at + open.length);
      if (end >= 0 && text.slice(at + open.length, end).trim() === "") pairs.push([at, end + close.length]);
    }
  }
  return pairs;
}
