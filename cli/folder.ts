import { mkdir, open, rm } from "node:fs/promises";
import { join } from "node:path";
import { usageFailure } from "./exit";

/** The folder is made where it is missing. What cannot be written to is a usage mistake, which is better said before the server is asked for anything.
 *  @throws Failure (usage) */
export async function makeFolder(folder: string): Promise<void> {
  const trial = join(folder, `.switchback-${process.pid}.part`);
  try {
    await mkdir(folder, { recursive: true });
    await (await open(trial, "w")).close();
    await rm(trial);
  } catch (error) {
    throw usageFailure(`${folder} cannot be written to: ${error instanceof Error ? error.message : String(error)}`);
  }
}
