import { readFile } from "node:fs/promises";
import { usageFailure } from "./exit";

/** The JSON in a file that an option names. @throws Failure (usage) when there is none */
export async function readJsonFile(file: string, option: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, "utf8"));
  } catch (error) {
    throw usageFailure(`${option} ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
