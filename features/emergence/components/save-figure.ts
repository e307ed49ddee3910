import { fontsOf } from "./embedded-fonts";

const PROPERTIES = ["fill", "stroke", "font-family", "font-size", "font-weight", "stroke-dasharray", "stroke-width", "fill-opacity", "stroke-opacity", "paint-order", "stroke-linejoin", "stroke-linecap", "text-anchor"] as const;

/** What a picture that stands alone is given around it: the sentence above it, and where its numbers come from below. Null: nothing. */
export interface Frame {
  readonly title: string | null;
  readonly source: string | null;
}

/** Room around the picture, and sizes of the text that is added, px. */
const MARGIN = 16;
const TITLE = { size: 17, line: 23 } as const;
const SOURCE = { size: 11, line: 16 } as const;

/** How often a picture is drawn again, how many times in a row it has to come out alike, and the pause between, ms. */
const SETTLING = { most: 20, alike: 3, pause: 80 } as const;

/** A picture that stands alone: what the page's style sheet says of each part is written onto it, on the page's ground, with its frame.
 *  @param fonts a style sheet that brings its fonts; null: they are named only */
export function standalone(svg: SVGSVGElement, frame: Frame, fonts: string | null = null): { readonly text: string; readonly width: number; readonly height: number } {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const [from, to] = [[svg, ...svg.querySelectorAll("*")], [copy, ...copy.querySelectorAll("*")]];
  from.forEach((element, i) => {
    const computed = getComputedStyle(element);
    const target = to[i]!;
    for (const attribute of ["class", ...PROPERTIES]) target.removeAttribute(attribute);
    target.setAttribute("style", PROPERTIES.map((property) => `${property}:${computed.getPropertyValue(property)}`).join(";"));
  });
  const page = getComputedStyle(document.documentElement);
  const sans = getComputedStyle(svg.querySelector("text") ?? svg).fontFamily;
  const serif = page.getPropertyValue("--font-serif") || page.getPropertyValue("--serif") || "serif";
  const box = svg.viewBox.baseVal;
  const title = frame.title === null ? [] : wrapped(frame.title.split(/(?<=\s)/), `${TITLE.size}px ${serif}`, box.width);
  const source = frame.source === null ? [] : wrapped(frame.source.split(/(?<= · )/), `${SOURCE.size}px ${sans}`, box.width);
  const above = MARGIN + title.length * TITLE.line + (title.length > 0 ? 8 : 0);
  const below = MARGIN + source.length * SOURCE.line;
  const [width, height] = [box.width + 2 * MARGIN, box.height + above + below];
  const add = (name: "rect" | "text" | "style", attributes: Readonly<Record<string, string | number>>, content = ""): void => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
    element.textContent = content;
    if (name === "text") copy.append(element);
    else copy.insertBefore(element, copy.firstChild);
  };
  add("rect", { x: box.x - MARGIN, y: box.y - above, width, height, fill: page.backgroundColor });
  if (fonts !== null) add("style", {}, fonts);
  title.forEach((line, i) => add("text", { x: box.x, y: box.y - above + MARGIN + TITLE.size + i * TITLE.line, style: `font-family:${serif};font-size:${TITLE.size}px;fill:${page.color}` }, line));
  source.forEach((line, i) => add("text", { x: box.x, y: box.y + box.height + SOURCE.line * (i + 1), style: `font-family:${sans};font-size:${SOURCE.size}px;fill:${page.color}` }, line));
  copy.setAttribute("viewBox", `${box.x - MARGIN} ${box.y - above} ${width} ${height}`);
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  return { text: new XMLSerializer().serializeToString(copy), width, height };
}

/** Parts in lines that fit, between any two characters where one part alone does not; a little room is left, since fonts differ. */
function wrapped(parts: readonly string[], font: string, width: number): string[] {
  const pen = document.createElement("canvas").getContext("2d");
  if (pen) pen.font = font;
  const fits = (text: string): boolean => (pen?.measureText(text.trimEnd()).width ?? text.length * 8) <= width * 0.96;
  const lines: string[] = [];
  let line = "";
  for (const part of parts) {
    if (!fits(line + part) && line !== "") { lines.push(line); line = ""; }
    for (const character of fits(part) ? [part] : part) {
      if (!fits(line + character) && line !== "") { lines.push(line); line = ""; }
      line += character;
    }
  }
  return (line === "" ? lines : [...lines, line]).map((each) => each.trimEnd().replace(/ ·$/, ""));
}

export const saveSvg = (svg: SVGSVGElement, name: string, frame: Frame): void => saveText(standalone(svg, frame).text, `${name}.svg`, "image/svg+xml");

/** At twice its size, for print, with the page's fonts. */
export async function savePng(svg: SVGSVGElement, name: string, frame: Frame): Promise<void> {
  const plain = standalone(svg, frame);
  const { text, width, height } = standalone(svg, frame, await fontsOf(plain.text));
  const address = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [width * 2, height * 2];
    await drawSettled(image, canvas);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
    if (blob) saveBlob(blob, `${name}.png`);
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** Draws the picture until it is the same a few times over: the fonts inside it come a moment after it, and nothing tells when. Meanwhile others stand in for them, so that no text is ever missing. */
async function drawSettled(image: HTMLImageElement, canvas: HTMLCanvasElement): Promise<void> {
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  if (!pen) return;
  let [drawn, alike] = ["", 0];
  for (let attempt = 0; attempt < SETTLING.most && alike < SETTLING.alike; attempt++) {
    pen.clearRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(image, 0, 0, canvas.width, canvas.height);
    const now = canvas.toDataURL("image/png");
    alike = now === drawn ? alike + 1 : 0;
    drawn = now;
    await new Promise((resolve) => { setTimeout(resolve, SETTLING.pause); });
  }
}

export const saveText = (text: string, name: string, type: string): void => saveBlob(new Blob([text], { type }), name);

function saveBlob(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
