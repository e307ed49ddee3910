import type { Surroundings } from "./command";
import { usageFailure } from "./exit";

/** SWITCHBACK_PASSWORD, else the first line of standard input: never an option, which others on the machine could read. */
export async function readPassword({ environment, input }: Surroundings, usage: string): Promise<string> {
  if (environment.SWITCHBACK_PASSWORD) return environment.SWITCHBACK_PASSWORD;
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of input) {
    text += decoder.decode(chunk, { stream: true });
    if (text.includes("\n")) break;
  }
  const line = text.split(/\r?\n/)[0]!;
  if (line === "") throw usageFailure("no password was given: set SWITCHBACK_PASSWORD or pipe it in", usage);
  return line;
}
