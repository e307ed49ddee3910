import { spawn, spawnSync } from "node:child_process";
import { ROOT } from "./paths.mjs";

/** Runs a command with this terminal's input and output, in the repository. @returns its exit code, 128 + n for a signal's end */
export function run(command, args, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: "inherit", env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...env } });
    child.on("error", (error) => { process.stderr.write(`${command}: ${error.message}\n`); resolve(127); });
    child.on("exit", (code, signal) => resolve(code ?? (signal ? 128 : 1)));
  });
}

/** Runs a program of node_modules by its file, so that nothing but Node has to be in PATH. */
export const runModule = (file, args = [], env = {}) => run(process.execPath, [`${ROOT}node_modules/${file}`, ...args], env);

/** Whether a program can be started. */
export const exists = (command) => !spawnSync(command, ["--version"], { stdio: "ignore" }).error;

export function fail(message) {
  process.stderr.write(`\n${message}\n\n`);
  process.exit(1);
}
