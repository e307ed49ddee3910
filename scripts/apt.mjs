import { exists, run } from "./run.mjs";

let updated = false;

/** Installs Debian packages where that can be done without asking anybody: as root, with apt-get at hand. @returns whether it did */
export async function aptInstall(...packages) {
  if (process.getuid?.() !== 0 || !exists("apt-get")) return false;
  const quiet = { DEBIAN_FRONTEND: "noninteractive" };
  if (!updated) updated = await run("apt-get", ["-qq", "update"], quiet) === 0;
  process.stdout.write(`Installing ${packages.join(", ")} …\n`);
  return await run("apt-get", ["-qq", "install", "-y", "--no-install-recommends", ...packages], quiet) === 0;
}
