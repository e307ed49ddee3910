import { splitLines } from "../formats/lines";

/** The lines of an unpacked backup. @throws Error where the bytes stop being one; what came before was given */
export async function* backupLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  for await (const line of splitLines(chunks)) {
    if (line.kind !== "line") throw new Error(`line ${line.line} is ${line.kind === "broken" ? line.reason : "too long"}`);
    yield line.text;
  }
}
