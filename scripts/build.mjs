// Generates the database client, builds the production server into .next/standalone and completes it, unless that stands already for the same sources.
import { createHash } from "node:crypto";
import { cp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { ROOT } from "./paths.mjs";
import { fail, run, runModule } from "./run.mjs";

const STANDALONE = `${ROOT}.next/standalone/`;
const STAMP = `${ROOT}.next/switchback-build`;
export const SERVER = `${STANDALONE}server.js`;

/** Everything that the build reads. Tests, documents and tools do not count. */
const FOLDERS = ["app", "core", "data", "features", "jobs", "messages", "prisma", "public", "ui", "web", "scripts/database"];
const FILES = ["instrumentation.ts", "next.config.js", "package-lock.json", "package.json", "postcss.config.mjs", "proxy.ts", "tsconfig.json"];
const IGNORED = /(^|\/)(generated|store)\/|\.test\.tsx?$/;

export async function generate() {
  const code = await run(process.execPath, [`${ROOT}scripts/database/prisma.mjs`, "generate"]) || await run(process.execPath, [`${ROOT}scripts/database/bundle-migrations.mjs`]);
  if (code !== 0) fail("The database client could not be generated (see above).");
}

/** @returns whether the production server stands; false when the build failed */
export async function buildIfNeeded() {
  const sources = await hashOfSources();
  if (existsSync(SERVER) && await readFile(STAMP, "utf8").catch(() => "") === sources) return true;
  process.stdout.write("Building (once; later starts take seconds) …\n");
  await rm(STAMP, { force: true });
  await rm(STANDALONE, { recursive: true, force: true });
  await generate();
  if (await runModule("next/dist/bin/next", ["build"], { NODE_ENV: "production" }) !== 0) return false;
  await cp(`${ROOT}.next/static`, `${STANDALONE}.next/static`, { recursive: true });
  if (existsSync(`${ROOT}public`)) await cp(`${ROOT}public`, `${STANDALONE}public`, { recursive: true });
  await bundleThread();
  await removeSecrets();
  await writeFile(STAMP, sources);
  return true;
}

/** The threads of jobs/worker start from files of their own. */
async function bundleThread() {
  const { build } = await import("esbuild"); // not at the top: this file runs before anything is installed
  await build({ entryPoints: [`${ROOT}jobs/worker/thread.ts`], outfile: `${STANDALONE}statistics-worker.mjs`, bundle: true, platform: "node", format: "esm", target: "node20", logLevel: "warning" });
  await build({ entryPoints: [`${ROOT}jobs/worker/parquet-thread.ts`], outfile: `${STANDALONE}parquet-worker.mjs`, bundle: true, platform: "node", format: "esm", target: "node20", logLevel: "warning" });
}

/** Next copies .env files into its output, where they would outlive a change of the original. `npm start` reads the original. */
async function removeSecrets() {
  for (const name of await readdir(STANDALONE)) if (name.startsWith(".env")) await rm(STANDALONE + name);
}

async function hashOfSources() {
  const found = await Promise.all(FOLDERS.map(async (folder) => existsSync(ROOT + folder)
    ? (await readdir(ROOT + folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).map((entry) => `${entry.parentPath}/${entry.name}`.slice(ROOT.length)) : []));
  const files = [...FILES, ...found.flat().filter((file) => !IGNORED.test(file))].sort();
  const hash = createHash("sha256").update(`node ${process.versions.modules} ${process.platform} ${process.arch}`);
  for (const file of files) hash.update(`\0${file}\0`).update(await readFile(ROOT + file).catch(() => ""));
  return hash.digest("hex");
}

if (process.argv[1] === fileURLToPath(import.meta.url) && !(await buildIfNeeded())) fail("The build failed (see above).");
