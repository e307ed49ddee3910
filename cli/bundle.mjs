// Bundles cli/main.ts with all that it imports into one file that needs no node_modules. `npm run build:cli` runs it; so does the command itself when sources are newer.
import { readdir, rename, stat } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const root = new URL("../", import.meta.url);
export const bundledFile = new URL("dist/switchback.mjs", root);

/** Whether the bundle is missing or older than a source of cli/ or core/. Without sources (an installed package) the bundle is what there is. */
export async function isStale() {
  const built = await modified(bundledFile);
  if (built === null) return true;
  for (const folder of ["cli/", "core/"]) {
    const entries = await readdir(new URL(folder, root), { recursive: true, withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      if (!entry.isFile() || !/(?<!\.test)\.(ts|mjs)$/.test(entry.name)) continue;
      if ((await modified(`${entry.parentPath}/${entry.name}`)) > built) return true;
    }
  }
  return false;
}

export async function bundle() {
  const { build } = await import("esbuild");
  const partial = fileURLToPath(new URL(`dist/switchback.${process.pid}.mjs`, root));
  await build({
    absWorkingDir: fileURLToPath(root),
    entryPoints: ["cli/main.ts"],
    outfile: partial,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "esm",
    logLevel: "silent",
    legalComments: "none",
    // Packages that are CommonJS inside call require(); an ES module has none of its own.
    banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
  });
  await rename(partial, bundledFile); // in one step: two commands started at once never see half a file
}

async function modified(file) {
  return stat(file).then(({ mtimeMs }) => mtimeMs, () => null);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await bundle();
