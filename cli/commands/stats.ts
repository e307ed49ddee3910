import { STATISTICS, statisticByName } from "@/core/statistics/registry";
import type { Command } from "../command";
import { EXIT, Failure, usageFailure } from "../exit";
import { readOptions } from "../options";

const usage = "switchback stats NAME < in.json\nswitchback stats            lists the names";

/** Any statistic of the product, without a server: JSON in, JSON out. */
export const stats: Command = {
  name: "stats",
  summary: "compute a statistic from a JSON on standard input (needs no server)",
  usage,
  run: async (args, { terminal, input }) => {
    const { values, positionals } = readOptions(args, {}, usage);
    const [name, ...more] = positionals;
    if (more.length > 0) throw usageFailure(`one NAME, not also “${more[0]}”`, usage);
    if (name === undefined) {
      const width = Math.max(...STATISTICS.map((each) => each.name.length)) + 2;
      terminal.result(STATISTICS.map((each) => each.name), STATISTICS.map((each) => `${each.name.padEnd(width)}${each.summary}`).join("\n"), values.json);
      return EXIT.done;
    }
    const statistic = statisticByName(name);
    if (!statistic) throw usageFailure(`there is no statistic “${name}”; \`switchback stats\` lists them`, usage);
    const computed = statistic.run(await readJson(input));
    if (!computed.ok) {
      const { issues } = computed.error;
      const detail = issues.map(({ path, message }) => (path === "" ? message : `${path}: ${message}`)).join("; ");
      throw new Failure(EXIT.usage, { type: "/problems/invalid-input", title: `The input of ${name} cannot be used`, detail, issues });
    }
    terminal.raw(`${JSON.stringify(computed.value)}\n`);
    return EXIT.done;
  },
};

async function readJson(input: AsyncIterable<Uint8Array>): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of input) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (error) {
    throw new Failure(EXIT.usage, { type: "/problems/invalid-json", title: "Standard input is not JSON", detail: error instanceof Error ? error.message : String(error) });
  }
}
