import type { Command } from "./command";
import { connect } from "./api";
import { EXIT, usageFailure } from "./exit";
import { readOptions, required } from "./options";

/** A command that prints the numbers behind a page: GET …/{path} with the parameters that were given. */
export function reportCommand<const Name extends string>({ name, summary, path, parameters }: { name: string; summary: string; path: string; parameters: readonly Name[] }): Command {
  const usage = `switchback ${name} --project SLUG ${parameters.map((each) => `[--${each} …]`).join(" ")} [--json]`;
  return {
    name, summary, usage,
    run: async (args, surroundings) => {
      const { values, positionals } = readOptions(args, { text: ["project", ...parameters] }, usage);
      if (positionals.length > 0) throw usageFailure(`“${positionals[0]}” is not an option`, usage);
      const query = new URLSearchParams(parameters.flatMap((each) => (values[each] === undefined ? [] : [[each, values[each]]])));
      const slug = required(values.project, "--project", usage);
      const answer = await connect(surroundings, values.url).json<unknown>("GET", `/api/v1/projects/${encodeURIComponent(slug)}/${path}${query.size > 0 ? `?${query}` : ""}`);
      surroundings.terminal.result(answer, JSON.stringify(answer, null, 2), values.json);
      return EXIT.done;
    },
  };
}
