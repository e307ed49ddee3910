import type { AnnotatedText, ForeignSpan } from "./annotated-text";
import type { Said } from "./said";
import { said } from "./said";

/** A column group of the header: `#T_SP` spans, `#T_CH` chains (two columns), `#T_RL` relations (features, then the other end). */
interface Layer {
  readonly kind: "SP" | "CH" | "RL";
  readonly type: string;
  readonly features: readonly string[];
  readonly columns: number;
}

interface Token {
  readonly id: string;
  readonly start: number;
  readonly end: number;
  readonly cells: readonly string[];
}

export type TsvDocument = Pick<AnnotatedText, "cot" | "annotations" | "evidence">;

/** WebAnno TSV 3 (INCEpTION's export): sentences under `#Text=`, tokens with UTF-16 offsets, stacked and multi-token values as `value[n]`. What lies between two sentences is not in the file: line feeds stand for it.
 *  @returns the reason when the file is not TSV 3 */
export function readWebannoTsv(file: string): TsvDocument | Said {
  const lines = file.split("\n").map((line) => (line.endsWith("\r") ? line.slice(0, -1) : line));
  if (!lines[0]?.startsWith("#FORMAT=WebAnno TSV 3")) return said("not-tsv3");
  const layers: Layer[] = [];
  const tokens: Token[] = [];
  let text = "";
  let sentence: string[] = [];
  for (const line of lines.slice(1)) {
    const header = /^#T_(SP|CH|RL)=(.*)$/.exec(line);
    if (header) layers.push(layerOf(header[1] as Layer["kind"], header[2]!));
    else if (line.startsWith("#Text=")) sentence.push(unescapeText(line.slice(6)));
    else if (line !== "" && !line.startsWith("#")) {
      const [id = "", range = "", ...cells] = line.split("\t");
      const offsets = /^(\d+)-(\d+)$/.exec(range);
      if (!offsets || !/^\d+-\d+(\.\d+)?$/.test(id)) return said("not-token", { line: JSON.stringify(line.slice(0, 80)) });
      const token = { id, start: Number(offsets[1]), end: Number(offsets[2]), cells };
      if (sentence.length > 0) {
        const words = sentence.join("\n");
        const lead = words.indexOf(unescapeText(cells[0] ?? ""));
        const start = token.start - Math.max(0, lead);
        if (start < text.length || start - text.length > 10_000) return said("sentence-place", { id, start, length: text.length });
        text += "\n".repeat(start - text.length) + words;
        sentence = [];
      }
      tokens.push(token);
    }
  }
  const evidence = tokens.filter(({ id }) => !id.includes(".")).map(({ start, end, cells }) => ({ start, end, quote: unescapeText(cells[0] ?? "") }));
  return { cot: text, evidence, annotations: [{ by: "", ...annotationsOf(layers, tokens, text) }] };
}

function layerOf(kind: Layer["kind"], body: string): Layer {
  const [type = "", ...features] = body.split("|");
  const named = features.filter((feature) => feature !== "");
  const linked = named.findIndex((feature) => feature.startsWith("ROLE_"));
  // A slot feature takes two entries of the header (role, type of the filler) and two columns.
  return { kind, type: type.slice(type.lastIndexOf(".") + 1), features: linked < 0 ? named : named.slice(0, linked + 1), columns: Math.max(1, named.length) };
}

interface Cell {
  readonly value: string;
  readonly number: string;
}

/** "A[1]|B[2]" → its stacked values; "_" is none. */
const cellsOf = (cell: string): readonly Cell[] => (cell === "_" || cell === "" ? [] : cell.split(/(?<!\\)\|/).map((part) => { const match = /^(.*?)(?<!\\)\[(\d+)\]$/s.exec(part); return { value: unescapeText(match?.[1] ?? part), number: match?.[2] ?? "" }; }));

function annotationsOf(layers: readonly Layer[], tokens: readonly Token[], text: string) {
  const spans = new Map<string, ForeignSpan>();
  const at = new Map<string, string>(); // token (and number) → span
  const links: { type: string; from: string; to: string }[] = [];
  let column = 1;
  for (const [index, layer] of layers.entries()) {
    for (const token of tokens) {
      const cells = token.cells.slice(column, column + layer.columns).map(cellsOf);
      if (layer.kind === "RL") {
        const ends = cells.at(-1) ?? [];
        for (const [which, end] of ends.entries()) links.push({ type: cells[0]?.[which]?.value.replace(/^\*$/, layer.type) ?? layer.type, from: end.value.split("[")[0]!, to: token.id });
        continue;
      }
      const stacked = cells.find((values) => values.length > 0) ?? [];
      for (const [which, { number }] of stacked.entries()) {
        const values = cells.map((column$) => column$[which]?.value ?? "*");
        const key = number === "" ? `${index}:${token.id}` : `${index}#${number}${layer.kind === "CH" ? `:${token.id}` : ""}`;
        const held = spans.get(key);
        const from = held?.start ?? token.start;
        const named = layer.features.map((feature, at$) => ({ feature, value: values[at$] ?? "*" })).filter(({ feature, value }) => value !== "*" && !feature.startsWith("ROLE_"));
        const label = layer.kind === "CH" ? layer.type : (named.find(({ feature }) => feature === "value") ?? named[0])?.value ?? layer.type;
        const attributes = Object.fromEntries(named.filter(({ value }) => value !== label).map(({ feature, value }) => [feature, value]));
        spans.set(key, { id: held?.id ?? `s${spans.size + 1}`, field: "cot", label, start: from, end: token.end, quote: text.slice(from, token.end), attributes });
        at.set(token.id, spans.get(key)!.id);
        if (layer.features.at(-1)?.startsWith("ROLE_")) {
          const targets = (cells.at(-1)?.[which]?.value ?? "").split(";");
          for (const [slot, role] of (cells.at(-2)?.[which]?.value ?? "").split(";").entries()) links.push({ type: role, from: token.id, to: (targets[slot] ?? "").split("[")[0]! });
        }
      }
      if (layer.kind === "CH") for (const { value } of cells[0] ?? []) { const next = /->(\d+)-(\d+)$/.exec(value); if (next) links.push({ type: `${layer.type} ${next[1]}`, from: token.id, to: "" }); }
    }
    column += layer.columns;
  }
  return { spans: [...spans.values()], relations: [...links.filter(({ to }) => to !== "").map(({ type, from, to }) => ({ type, from: at.get(from) ?? "", to: at.get(to) ?? "" })), ...chains(links.filter(({ to }) => to === ""), at)] };
}

/** Members of one chain are linked in their order. */
function chains(members: readonly { readonly type: string; readonly from: string }[], at: ReadonlyMap<string, string>) {
  return members.flatMap((member, index) => {
    const next = members.slice(index + 1).find(({ type }) => type === member.type);
    return next ? [{ type: member.type.split(" ")[0]!, from: at.get(member.from) ?? "", to: at.get(next.from) ?? "" }] : [];
  });
}

const ESCAPES: Readonly<Record<string, string>> = { t: "\t", n: "\n", r: "\r" };
const unescapeText = (text: string): string => text.replace(/\\(.)/gs, (_, character: string) => ESCAPES[character] ?? character);
