import type { Command } from "./command";
import { connect } from "./api";
import type { Exit } from "./exit";
import { EXIT, usageFailure } from "./exit";
import { readOptions, required } from "./options";

/** What a report says to people, and how the command ends where it holds nothing. */
export interface ReportWords<Answer> {
  /** The report as lines for a person; absent: its JSON. */
  readonly text?: (answer: Answer, query: URLSearchParams) => string;
  /** Why there is nothing in it; null: there is something. */
  readonly nothing?: (answer: Answer) => { readonly exit: Exit; readonly title: string; readonly detail: string } | null;
}

/** A command that prints the numbers behind a page: GET …/{path} with the parameters that were given. Options are the parameters with hyphens (minLength: --min-length). */
export function reportCommand<Answer = unknown>({ name, summary, path, parameters, options, text, nothing }: { name: string; summary: string; path: string; parameters: readonly string[]; /** A line for each parameter that wants one. */ options?: string } & ReportWords<Answer>): Command {
  const optionOf = (parameter: string): string => parameter.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const usage = `switchback ${name} --project SLUG ${parameters.map((each) => `[--${optionOf(each)} …]`).join(" ")} [--json]${options === undefined ? "" : `\n${options}`}`;
  return {
    name, summary, usage,
    run: async (args, surroundings) => {
      const { values, positionals } = readOptions(args, { text: ["project", ...parameters.map(optionOf)] }, usage);
      if (positionals.length > 0) throw usageFailure(`“${positionals[0]}” is not an option`, usage);
      const given: Readonly<Record<string, string | boolean | undefined>> = values;
      const query = new URLSearchParams(parameters.flatMap((each) => { const value = given[optionOf(each)]; return typeof value === "string" ? [[each, value]] : []; }));
      const slug = required(values.project, "--project", usage);
      const answer = await connect(surroundings, values.url).json<Answer>("GET", `/api/v1/projects/${encodeURIComponent(slug)}/${path}${query.size > 0 ? `?${query}` : ""}`);
      const empty = nothing?.(answer) ?? null;
      if (empty === null || values.json) surroundings.terminal.result(answer, text ? text(answer, query) : JSON.stringify(answer, null, 2), values.json);
      if (empty === null) return EXIT.done;
      surroundings.terminal.fail(values.json ? JSON.stringify({ type: "/problems/nothing-measured", title: empty.title, detail: empty.detail }) : `${empty.title}\n${empty.detail}`);
      return empty.exit;
    },
  };
}
