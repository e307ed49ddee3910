import { setTimeout as pause } from "node:timers/promises";
import type { Command, Surroundings } from "./command";
import { agreement } from "./commands/agreement";
import { backup } from "./commands/backup";
import { exportRelease } from "./commands/export";
import { importFiles } from "./commands/import";
import { measure } from "./commands/measure";
import { restore } from "./commands/restore";
import { setup } from "./commands/setup";
import { stats } from "./commands/stats";
import { user } from "./commands/user";
import type { Exit } from "./exit";
import { EXIT, Failure } from "./exit";
import { Terminal } from "./terminal";

export const COMMANDS: readonly Command[] = [setup, importFiles, exportRelease, measure, agreement, stats, user, backup, restore];

/** Runs one command line. Every failure becomes an exit code and a problem: JSON on standard error with --json, else a sentence. */
export async function run(args: readonly string[], surroundings: Surroundings): Promise<Exit> {
  const [name, ...rest] = args;
  const { terminal } = surroundings;
  if (name === undefined || name === "help" || name === "--help" || name === "-h") {
    terminal.raw(overview());
    return name === undefined ? EXIT.usage : EXIT.done;
  }
  const command = COMMANDS.find((each) => each.name === name);
  if (!command) {
    terminal.fail(`There is no command “${name}”.\n\n${overview()}`);
    return EXIT.usage;
  }
  if (rest.includes("--help") || rest.includes("-h")) {
    terminal.raw(`${command.summary}\n\n${command.usage}\n`);
    return EXIT.done;
  }
  try {
    return await command.run(rest, surroundings);
  } catch (error) {
    const failure = error instanceof Failure ? error : ofFiles(error);
    terminal.fail(rest.includes("--json") || command.name === "stats" ? JSON.stringify(failure.problem) : sentences(failure));
    return failure.exit;
  }
}

/** A file that could not be read or written (no room, no right) is told like any failure. @throws the error itself when it is something else */
function ofFiles(error: unknown): Failure {
  if (!(error instanceof Error) || !("syscall" in error)) throw error;
  return new Failure(EXIT.usage, { type: "/problems/file", title: "A file could not be read or written", detail: error.message });
}

const sentences = ({ problem }: Failure): string => [problem.title, ...fieldErrors(problem.errors), problem.detail, problem.usage].filter((each) => each !== undefined && each !== "").join("\n");

/** Which fields were not right, a line each. */
const fieldErrors = (errors: unknown): string[] =>
  (Array.isArray(errors) ? errors : []).flatMap((each: unknown) => (typeof each === "object" && each !== null && "field" in each && "message" in each ? [`${String(each.field)}: ${String(each.message)}`] : []));

function overview(): string {
  const width = Math.max(...COMMANDS.map(({ name }) => name.length)) + 2;
  const lines = COMMANDS.map(({ name, summary }) => `  ${name.padEnd(width)}${summary}`);
  return `switchback COMMAND [OPTIONS]\n\n${lines.join("\n")}\n\nSWITCHBACK_URL (default http://127.0.0.1:3000) names the server, SWITCHBACK_TOKEN is a token of your account page.\nswitchback COMMAND --help shows the options. Exit codes: 0 done, 1 some rows rejected or nothing to measure, 2 usage, 3 server unreachable.\n`;
}

/** Entry of the bundle: the real process. */
export async function runOnTerminal(): Promise<void> {
  const terminal = new Terminal(
    (text) => process.stdout.write(text),
    (text) => process.stderr.write(text),
    process.stderr.isTTY === true,
    () => process.stderr.columns || 80,
  );
  process.stdout.on("error", (error: NodeJS.ErrnoException) => { if (error.code === "EPIPE") process.exit(EXIT.done); else throw error; }); // `… | head` is no failure
  process.exitCode = await run(process.argv.slice(2), {
    environment: process.env, terminal, input: process.stdin, fetch, pause: (milliseconds) => pause(milliseconds),
  });
}
