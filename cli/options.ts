import { parseArgs } from "node:util";
import { usageFailure } from "./exit";

/** The options of a command by kind: `text` takes a value, `flag` none, `list` may come several times or with commas. */
interface OptionNames<Text extends string, Flag extends string, List extends string> {
  readonly text?: readonly Text[];
  readonly flag?: readonly Flag[];
  readonly list?: readonly List[];
  /** Options of one letter, by the long name. */
  readonly short?: Readonly<Partial<Record<Text, string>>>;
}

type Values<Text extends string, Flag extends string, List extends string> =
  Readonly<Partial<Record<Text | "url", string>> & Record<Flag | "json", boolean> & Record<List, readonly string[]>>;

/** The options and positional arguments of a command line; every command also takes --json and --url.
 *  @throws Failure (usage) on an unknown option or a missing value */
export function readOptions<const Text extends string = never, const Flag extends string = never, const List extends string = never>(
  args: readonly string[], { text = [], flag = [], list = [], short }: OptionNames<Text, Flag, List>, usage: string,
): { values: Values<Text, Flag, List>; positionals: readonly string[] } {
  const shorts: Readonly<Record<string, string | undefined>> = short ?? {};
  const texts = ["url", ...text].map((name) => [name, { type: "string", ...(shorts[name] === undefined ? {} : { short: shorts[name] }) }] as const);
  const flags = ["json", ...flag].map((name) => [name, { type: "boolean", default: false }] as const);
  const lists = list.map((name) => [name, { type: "string", multiple: true, default: [] as string[] }] as const);
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: Object.fromEntries([...texts, ...flags, ...lists]), allowPositionals: true, strict: true });
    const given: Readonly<Record<string, unknown>> = values;
    const split = Object.fromEntries(list.map((name) => [name, [given[name]].flat().filter((each) => typeof each === "string").flatMap((each) => each.split(","))]));
    return { values: { ...values, ...split } as Values<Text, Flag, List>, positionals };
  } catch (error) {
    throw usageFailure((error instanceof Error ? error.message : String(error)).replace(/\. To specify a positional[\s\S]*$/, ""), usage);
  }
}

/** An option that the command cannot do without. */
export function required(value: string | undefined, option: string, usage: string): string {
  if (value === undefined || value === "") throw usageFailure(`${option} is missing`, usage);
  return value;
}

/** A whole number, or nothing where the option was not given. */
export function wholeNumber(value: string | undefined, option: string, usage: string): number | undefined {
  if (value === undefined) return undefined;
  if (!/^-?\d{1,15}$/.test(value)) throw usageFailure(`${option} must be a whole number, not “${value}”`, usage);
  return Number(value);
}

/** A number from 0 to 1, or nothing where the option was not given. */
export function share(value: string | undefined, option: string, usage: string): number | undefined {
  if (value === undefined) return undefined;
  if (!/^(0|1|[01]?\.\d+)$/.test(value) || Number(value) > 1) throw usageFailure(`${option} must be a number from 0 to 1, not “${value}”`, usage);
  return Number(value);
}

/** Names for a usage text, in lines that follow the first column of options. */
export function listed(names: readonly string[], indent = 18): string {
  const lines = [""];
  for (const name of names) {
    const line = lines.at(-1)!;
    if (line.length + name.length > 80) lines.push(name);
    else lines[lines.length - 1] = line === "" ? name : `${line}, ${name}`;
  }
  return lines.join(`,\n${" ".repeat(indent)}`);
}
