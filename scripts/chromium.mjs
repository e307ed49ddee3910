import { existsSync } from "node:fs";
import { aptInstall } from "./apt.mjs";
import { exists } from "./run.mjs";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Applications/Chromium.app/Contents/MacOS/Chromium"];

/** A Chromium to test with: CHROMIUM_PATH, else one of the usual names, else Debian's package. null when none can be had. */
export async function chromium() {
  const preset = process.env.CHROMIUM_PATH;
  if (preset) return existsSync(preset) ? preset : null;
  const found = NAMES.find(exists);
  if (found) return found;
  return await aptInstall("chromium", "fonts-noto-cjk") ? NAMES.find(exists) ?? null : null;
}
