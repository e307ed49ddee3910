const PROPERTIES = ["fill", "stroke", "font-family", "font-size", "font-weight", "stroke-dasharray", "stroke-width", "fill-opacity", "stroke-opacity", "paint-order", "stroke-linejoin", "stroke-linecap", "text-anchor"] as const;

/** Size of the lines that say where the numbers come from, and what each of them takes, px. */
const SOURCE_SIZE = 11;
const SOURCE_LINE = 16;

/** A picture that stands alone: what the page's style sheet says of each part is written onto it, on the page's ground, with its source in lines below. */
export function standalone(svg: SVGSVGElement, source: string | null): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const [from, to] = [[svg, ...svg.querySelectorAll("*")], [copy, ...copy.querySelectorAll("*")]];
  from.forEach((element, i) => {
    const computed = getComputedStyle(element);
    const target = to[i]!;
    for (const attribute of ["class", ...PROPERTIES]) target.removeAttribute(attribute);
    target.setAttribute("style", PROPERTIES.map((property) => `${property}:${computed.getPropertyValue(property)}`).join(";"));
  });
  const ground = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  for (const [name, value] of [["width", "100%"], ["height", "100%"], ["fill", getComputedStyle(document.documentElement).backgroundColor]] as const) ground.setAttribute(name, value);
  copy.insertBefore(ground, copy.firstChild);
  if (source !== null) {
    const { x, y, width, height } = svg.viewBox.baseVal;
    const look = getComputedStyle(svg.querySelector("text") ?? svg);
    const lines = sourceLines(svg, source);
    const style = `font-family:${look.fontFamily};font-size:${SOURCE_SIZE}px;fill:${getComputedStyle(document.documentElement).color}`;
    lines.forEach((content, i) => {
      const line = document.createElementNS("http://www.w3.org/2000/svg", "text");
      for (const [name, value] of [["x", String(x)], ["y", String(y + height + SOURCE_LINE * (i + 1))], ["style", style]] as const) line.setAttribute(name, value);
      line.textContent = content;
      copy.append(line);
    });
    copy.setAttribute("viewBox", `${x} ${y} ${width} ${height + addedHeight(lines)}`);
    copy.setAttribute("height", String(height + addedHeight(lines)));
  }
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  return new XMLSerializer().serializeToString(copy);
}

const addedHeight = (lines: readonly string[]): number => (lines.length === 0 ? 0 : SOURCE_LINE * lines.length + 8);

/** The source in lines that fit the picture, at its own size: between its parts where they fit, else between any two characters. */
function sourceLines(svg: SVGSVGElement, source: string): string[] {
  const pen = document.createElement("canvas").getContext("2d");
  const room = svg.viewBox.baseVal.width * 0.96; // the font of a picture may be wider than the page's
  if (pen) pen.font = `${SOURCE_SIZE}px ${getComputedStyle(svg.querySelector("text") ?? svg).fontFamily}`;
  const fits = (text: string): boolean => (pen?.measureText(text).width ?? text.length * 6) <= room;
  const lines: string[] = [];
  let line = "";
  for (const part of source.split(" · ")) {
    const longer = line === "" ? part : `${line} · ${part}`;
    if (fits(longer)) { line = longer; continue; }
    if (line !== "") lines.push(line);
    line = "";
    for (const character of part) {
      if (!fits(line + character)) { lines.push(line); line = ""; }
      line += character;
    }
  }
  return line === "" ? lines : [...lines, line];
}

export const saveSvg = (svg: SVGSVGElement, name: string, source: string | null): void => saveText(standalone(svg, source), `${name}.svg`, "image/svg+xml");

/** At twice its size, for print. */
export async function savePng(svg: SVGSVGElement, name: string, source: string | null): Promise<void> {
  const { width, height: drawn } = svg.viewBox.baseVal;
  const height = drawn + (source === null ? 0 : addedHeight(sourceLines(svg, source)));
  const address = URL.createObjectURL(new Blob([standalone(svg, source)], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [width * 2, height * 2];
    canvas.getContext("2d")?.drawImage(image, 0, 0, width * 2, height * 2);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
    if (blob) saveBlob(blob, `${name}.png`);
  } finally {
    URL.revokeObjectURL(address);
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
