import { readFile } from "node:fs/promises";
import { ROOT } from "./paths.mjs";
import { fail, run } from "./run.mjs";

const LEAST = [20, 19];

/** Refuses a Node that is too old, in words; then makes node_modules what package-lock.json says, if it is not already. */
export async function installIfNeeded() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major < LEAST[0] || (major === LEAST[0] && minor < LEAST[1])) fail(`Switchback needs Node ${LEAST.join(".")} or newer; this is ${process.versions.node}.`);
  if (await isInstalled()) return;
  process.stdout.write("Installing packages (npm ci) …\n");
  const npm = process.env.npm_execpath;
  const args = ["ci", "--include=dev", "--no-audit", "--no-fund"];
  const code = npm?.endsWith(".js") ? await run(process.execPath, [npm, ...args]) : await run("npm", args);
  if (code !== 0) fail("npm ci failed (see above). Is the npm registry reachable?");
}

/** npm keeps beside the packages a list of what it put there: every package of the lock must be in it, at the same version.
 *  Optional ones are for other machines and may be absent. */
async function isInstalled() {
  const [wanted, held] = await Promise.all(["package-lock.json", "node_modules/.package-lock.json"].map(packages));
  if (!wanted || !held) return false;
  return Object.entries(wanted).every(([path, entry]) => path === "" || entry.optional || entry.devOptional || held[path]?.version === entry.version);
}

async function packages(file) {
  try {
    return JSON.parse(await readFile(ROOT + file, "utf8")).packages;
  } catch {
    return null;
  }
}
