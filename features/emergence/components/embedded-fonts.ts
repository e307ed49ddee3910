/** The page's own font faces that a picture names and needs, as a style sheet with the files inside: an image loads nothing from elsewhere. A file that does not come is left to the next family. */
export async function fontsOf(picture: string): Promise<string> {
  const characters = new Set(Array.from(picture, (character) => character.codePointAt(0)!));
  const faces = Array.from(document.styleSheets, rulesOf).flat().filter((rule) => rule instanceof CSSFontFaceRule)
    .filter(({ style }) => picture.includes(unquoted(style.getPropertyValue("font-family"))) && style.getPropertyValue("font-style") !== "italic" && covers(style.getPropertyValue("unicode-range"), characters));
  const sheets = await Promise.all(faces.map(async ({ style, parentStyleSheet }) => {
    const named = /url\(["']?([^"')]+)["']?\)/.exec(style.getPropertyValue("src"))?.[1];
    if (named === undefined) return "";
    const answer = await fetch(new URL(named, parentStyleSheet?.href ?? document.baseURI)).catch(() => null);
    if (!answer?.ok) return "";
    const range = style.getPropertyValue("unicode-range");
    return `@font-face{font-family:${style.getPropertyValue("font-family")};font-weight:${style.getPropertyValue("font-weight") || "400"};${range === "" ? "" : `unicode-range:${range};`}font-display:swap;src:url(${await asData(await answer.blob())})}`;
  }));
  return sheets.join("");
}

/** None of a sheet from elsewhere, which does not show them. */
function rulesOf(sheet: CSSStyleSheet): CSSRule[] {
  try {
    return [...sheet.cssRules];
  } catch {
    return [];
  }
}

const unquoted = (family: string): string => family.trim().replace(/^["']|["']$/g, "");

/** Whether one of the characters lies in a range such as `U+0000-00FF, U+0131`; everything does in none. */
const covers = (ranges: string, characters: ReadonlySet<number>): boolean => ranges === "" || ranges.split(",").some((range) => {
  const [, from, to] = /U\+([0-9a-f?]+)(?:-([0-9a-f]+))?/i.exec(range.trim()) ?? [];
  if (from === undefined) return false;
  const [low, high] = [parseInt(from.replaceAll("?", "0"), 16), parseInt(to ?? from.replaceAll("?", "F"), 16)];
  for (const character of characters) if (character >= low && character <= high) return true;
  return false;
});

const asData = (blob: Blob): Promise<string> => new Promise((resolve, reject) => {
  const reader = new FileReader();
  reader.onload = () => resolve(String(reader.result));
  reader.onerror = () => reject(reader.error ?? new Error("the font cannot be read"));
  reader.readAsDataURL(blob);
});
