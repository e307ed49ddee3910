// `npm run routes`: writes app/api/v1/routes.ts from the route.ts files that are there. A test fails while the two differ.
import { readdir, writeFile } from "node:fs/promises";
import { relative } from "node:path";
import { ROOT } from "./paths.mjs";

const FOLDER = `${ROOT}app/api/v1/`;
const entries = await readdir(FOLDER, { recursive: true, withFileTypes: true });
const paths = entries.filter((entry) => entry.isFile() && entry.name === "route.ts").map((entry) => relative(FOLDER, entry.parentPath).replaceAll("\\", "/")).filter((path) => path !== "").sort();
const names = paths.map(nameOf);
if (new Set(names).size !== names.length) throw new Error("two routes have the same name");

await writeFile(`${FOLDER}routes.ts`, `import type { RouteModule } from "@/web/openapi";
${paths.map((path, i) => `import * as ${names[i]} from "./${path}/route";\n`).join("")}
/** Every route below /api/v1, for the OpenAPI document: one import and one line each; a test compares it with the folder. */
export const ROUTES: Readonly<Record<string, RouteModule>> = {
${paths.map((path, i) => `  "/api/v1/${path}": ${names[i]},\n`).join("")}};
`);

/** projects/[slug]/traces/[id] → projectTracesId */
function nameOf(path) {
  const words = path.split(/[^A-Za-z0-9]+/).filter((word) => word !== "");
  const short = words[0] === "projects" && words[1] === "slug" ? ["project", ...words.slice(2)] : words;
  return short[0] + short.slice(1).map((word) => word[0].toUpperCase() + word.slice(1)).join("");
}
