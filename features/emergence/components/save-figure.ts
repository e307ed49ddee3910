const PROPERTIES = ["fill", "stroke", "font-family", "font-size", "font-weight", "stroke-dasharray", "stroke-width", "fill-opacity", "stroke-opacity", "paint-order", "stroke-linejoin", "stroke-linecap", "text-anchor"] as const;

/** A picture that stands alone: what the page's style sheet says of each part is written onto it, on the page's ground. */
export function standalone(svg: SVGSVGElement): string {
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
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  return new XMLSerializer().serializeToString(copy);
}

export const saveSvg = (svg: SVGSVGElement, name: string): void => saveText(standalone(svg), `${name}.svg`, "image/svg+xml");

/** At twice its size, for print. */
export async function savePng(svg: SVGSVGElement, name: string): Promise<void> {
  const { width, height } = svg.viewBox.baseVal;
  const address = URL.createObjectURL(new Blob([standalone(svg)], { type: "image/svg+xml" }));
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
