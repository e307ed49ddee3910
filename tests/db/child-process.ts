import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";
import { join } from "node:path";
import type { DatabasePlace } from "@/data/client";

export interface Child {
  readonly process: ChildProcess;
  /** Lines of its standard output so far. */
  readonly lines: readonly string[];
  readonly errors: () => string;
  /** Resolves with the first line for which the condition holds; rejects when the process ends before. */
  waitFor(holds: (line: string, count: number) => boolean): Promise<string>;
  /** SIGKILL, and its end. */
  kill(): Promise<void>;
  readonly ended: Promise<number | null>;
}

/** Runs tests/db/children/<name>.ts in a process of its own, with the place of a database and some arguments. */
export function startChild(name: string, place: DatabasePlace, argument: object = {}): Child {
  const child = spawn(process.execPath, ["--import", "tsx", join(import.meta.dirname, "children", `${name}.ts`), JSON.stringify(place), JSON.stringify(argument)], { stdio: ["ignore", "pipe", "pipe"] });
  const lines: string[] = [];
  let errors = "";
  const listeners = new Set<() => void>();
  createInterface({ input: child.stdout }).on("line", (line) => {
    lines.push(line);
    for (const listener of [...listeners]) listener();
  });
  child.stderr.on("data", (bytes: Buffer) => { errors += bytes.toString("utf8"); });
  const ended = new Promise<number | null>((resolve) => { child.once("close", (code) => resolve(code)); });
  return {
    process: child, lines, errors: () => errors, ended,
    waitFor: (holds) => new Promise((resolve, reject) => {
      const look = (): void => {
        const found = lines.find((line, index) => holds(line, index + 1));
        if (found === undefined) return;
        listeners.delete(look);
        resolve(found);
      };
      listeners.add(look);
      void ended.then(() => { look(); reject(new Error(`the child ended first: ${errors}`)); });
      look();
    }),
    kill: async () => {
      child.kill("SIGKILL");
      await ended;
    },
  };
}
