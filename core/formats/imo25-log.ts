import { repairText } from "../text/canonical";
import { offsetMap } from "../text/offset";
import type { JsonValue } from "./json-text";
import { isList, isObject, member, parseJson } from "./json-text";
import { said, saidOfRepairs } from "./said";
import { asText } from "./scalar";
import type { ImportedTrace, ReadRow } from "./trace-record";
import { rowError } from "./trace-record";
import type { WholeText } from "./whole-file";

/** Marker lines after which the agent printed one model output. */
const OUTPUTS = new Set(["first solution", "corrected solution", "verification results"]);

/** The solve–verify–correct agent's log of IMO25: each model output becomes a trace, in the order of the log, with what the model was told as its prompt: the problem for solutions, the verification prompt for verifications.
 *  Outputs were printed as JSON strings; the reader takes them as text. `metadata` holds the kind and the run. */
export function* readImo25Log(file: WholeText): Generator<ReadRow> {
  const lines = file.text.split("\n");
  let run = 0;
  let problem = "";
  let asked = "";
  let offset = 0;
  let records = 0;
  let model: string | undefined;
  const encoder = new TextEncoder();
  for (let at = 0; at < lines.length; at++) {
    const place = { line: at + 1, byteOffset: offset };
    offset += encoder.encode(lines[at]!).length + 1;
    const marker = /^(?:\[[^\]]*\] )?>{5,}\s*(.*?)\s*:?\s*$/.exec(lines[at]!);
    if (!marker) continue;
    const name = marker[1]!.toLowerCase().replace(/[.:\s]+$/, "");
    const started = /^run (\d+) of/.exec(name);
    if (started) run = Number(started[1]);
    const body: string[] = [];
    for (let next = at + 1; next < lines.length && !/^(?:\[[^\]]*\] )?>{5,}/.test(lines[next]!); next++) body.push(lines[next]!);
    const text = body.join("\n");
    if (/prompt$/.test(name)) {
      const told = promptIn(text);
      if (told.model !== undefined) model = told.model;
      if (name === "initial prompt") problem = told.text;
      asked = told.text;
    }
    if (!OUTPUTS.has(name)) continue;
    const output = printed(text);
    if (output.trim() === "") { yield rowError(place, said("nothing-printed", { name }), text); continue; }
    const prompt = repairText(name === "verification results" ? asked : problem);
    const cot = repairText(output);
    records++;
    const repairs = cot.repairs + prompt.repairs + (records === 1 ? file.repairs : 0);
    const record: ImportedTrace = {
      prompt: prompt.text, cot: cot.text, ...(model === undefined ? {} : { model }), dataset: "IMO25", sample: records - 1, decoding: {}, metadata: JSON.stringify({ kind: name, run }),
      ...(output === text ? {} : { source: repairText(text).text }), excluded: [], truncated: false, repairs,
      warnings: [...(offsetMap(prompt.text).length === 0 ? [said("no-prompt-in-log")] : []), ...saidOfRepairs(repairs)],
    };
    yield { kind: "record", record, ...place };
  }
  if (file.broken !== undefined) yield rowError({ line: lines.length, byteOffset: offset }, said("breaks-off", { why: file.broken }));
  if (records === 0) yield rowError({ line: 1, byteOffset: 0 }, said("no-solution"));
}

/** What a printed block says: a JSON string, or the text as it stands. */
function printed(block: string): string {
  const text = block.trim();
  if (!text.startsWith('"')) return block;
  try {
    const value = parseJson(text.slice(0, text.lastIndexOf('"') + 1));
    return typeof value === "string" ? value : block;
  } catch {
    return block;
  }
}

/** The words of a request as the agent logged it: Gemini's `contents[].parts[].text`, OpenAI's `input` or `messages[]`. */
function promptIn(block: string): { readonly text: string; readonly model?: string } {
  const end = block.lastIndexOf("}");
  let value: JsonValue;
  try {
    value = parseJson(block.slice(block.indexOf("{"), end + 1));
  } catch {
    return { text: printed(block) };
  }
  if (!isObject(value)) return { text: block };
  const model = asText(member(value, "model"));
  const contents = member(value, "contents") ?? member(value, "messages") ?? member(value, "input");
  const words = (held: JsonValue | undefined): string => (isList(held) ? held.map(words).filter((text) => text !== "").join("\n\n") : isObject(held) ? words(member(held, "parts") ?? member(held, "content") ?? member(held, "text")) : (asText(held) ?? ""));
  return { text: words(contents), ...(model === undefined ? {} : { model }) };
}
