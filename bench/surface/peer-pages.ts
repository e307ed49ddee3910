import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, resolve } from "node:path";
import { build } from "esbuild";

export interface PeerPages {
  readonly recogito: string;
  /** Null where Label Studio is not installed. */
  readonly labelStudio: string | null;
  close(): void;
}

const LABEL_STUDIO = "node_modules/@heartexlabs/label-studio";
const TYPES: Readonly<Record<string, string>> = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".woff2": "font/woff2", ".wasm": "application/wasm" };

/** Where Label Studio's front end (npm 1.4.0, the last with a build in it) is installed: in a copy of ../shared/peers that `--peers=` names, there itself, or here. It is no dependency: it brings 140 MB of its own. */
export function findLabelStudio(named: string | undefined): string | null {
  return [named, "../shared/peers", "."].filter((folder) => folder !== undefined).map((folder) => resolve(folder, LABEL_STUDIO)).find((folder) => existsSync(join(folder, "build/static/js/main.js"))) ?? null;
}

/** Serves a page for each peer on a port of its own. */
export async function servePeers(labelStudio: string | null): Promise<PeerPages> {
  const style = "html,body{margin:0;height:100%;font:16px/24px serif} .scroll{height:100%;overflow:auto;position:relative} .pre{white-space:pre-wrap;max-width:700px;padding:0 24px;position:relative}";
  const page = (name: string, head: string): string => `<!doctype html><html lang="en"><meta charset="utf-8"><title>${name}</title><style>${style}</style>${head}<link rel="stylesheet" href="/${name}.css"><body><div id="host"></div><script src="/${name}.js"></script></body></html>`;
  const studioHead = '<link rel="stylesheet" href="/studio/static/css/main.css"><script defer src="/studio/static/js/main.js"></script>';
  const files = new Map<string, string>([["/recogito.html", page("recogito", "")], ["/label-studio.html", page("label-studio", studioHead).replace('<script src="/label', '<script defer src="/label')]]);
  for (const [name, entry] of [["recogito", "bench/surface/recogito-page.ts"], ["label-studio", "bench/surface/label-studio-page.ts"]] as const) {
    const { outputFiles } = await build({ entryPoints: [entry], outdir: "out", bundle: true, minify: true, format: "iife", write: false, logLevel: "error", loader: { ".woff2": "dataurl" }, define: { "process.env.NODE_ENV": '"production"' } });
    for (const kind of ["js", "css"]) files.set(`/${name}.${kind}`, outputFiles.find(({ path }) => path.endsWith(`.${kind}`))?.text ?? "");
  }
  const http = createServer((request, answer) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost"); // dots are already resolved
    const studio = labelStudio && pathname.startsWith("/studio/") ? join(labelStudio, "build", pathname.slice("/studio".length)) : null;
    const body = files.get(pathname) ?? (studio && existsSync(studio) && extname(studio) !== "" ? readFileSync(studio) : null);
    answer.writeHead(body === null ? 404 : 200, { "content-type": `${TYPES[extname(pathname)] ?? "application/octet-stream"}; charset=utf-8` });
    answer.end(body ?? "");
  });
  await new Promise<void>((go) => { http.listen(0, "127.0.0.1", go); });
  const address = http.address();
  if (!address || typeof address === "string") throw new Error("no port");
  const origin = `http://127.0.0.1:${address.port}`;
  return { recogito: `${origin}/recogito.html`, labelStudio: labelStudio === null ? null : `${origin}/label-studio.html`, close: () => http.close() };
}
