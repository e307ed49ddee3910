import { preload } from "react-dom";
import sans from "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2";
import mono from "@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2";
import serif from "@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2";

/** Fetches the faces of a page full of text along with the page: found only when the text is laid out, they would have all of it laid out again. */
export function preloadFonts(): void {
  for (const face of [serif, sans, mono]) preload(face, { as: "font", type: "font/woff2", crossOrigin: "anonymous" });
}
