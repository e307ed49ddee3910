import { spawnSync } from "node:child_process";
import { closeSync, ftruncateSync, mkdirSync, openSync, readFileSync, writeSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";

/** Who holds a data folder, as its lock file tells. */
export interface LockHolder {
  readonly pid: number;
  readonly host: string;
  /** Where its server answers; "" until it listens. */
  readonly address: string;
  readonly since: string;
}

export interface FolderLock {
  /** Writes the holder's address into the lock file, for whoever is refused. */
  announce(address: string): void;
  release(): void;
}

/** The data folder belongs to a living process already. */
export class FolderHeldError extends Error {
  override readonly name = "FolderHeldError";
  constructor(readonly folder: string, readonly holder: LockHolder | null) {
    const who = holder ? `process ${holder.pid} on ${holder.host}${holder.address ? `, serving ${holder.address},` : ""} since ${holder.since}` : "another process";
    super(`The data folder ${folder} is in use by ${who}. The embedded database has one process at a time: stop that one, or use its address; for several servers set DATABASE_URL to a PostgreSQL server.`);
  }
}

/** Takes the exclusive lock on a data folder: flock(2) on `<folder>/lock`, kept by this process's open file.
 *  The kernel frees it when the process ends, killed or not, and nobody can take it from a process that is alive, however busy (docs/decisions/0041).
 *  @throws FolderHeldError when another process holds it; Error where locks cannot be had */
export function lockFolder(folder: string): FolderLock {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, "lock");
  const file = openSync(path, "a+");
  if (!flock(file)) {
    closeSync(file);
    throw new FolderHeldError(folder, readHolder(path));
  }
  if (opensTwice(path)) {
    closeSync(file);
    throw new Error(`The file system of ${folder} does not keep file locks, so a second server could damage the embedded database. Move SWITCHBACK_DATA to a local disk, or set DATABASE_URL.`);
  }
  const since = new Date().toISOString();
  const announce = (address: string): void => {
    const holder: LockHolder = { pid: process.pid, host: hostname(), address, since };
    ftruncateSync(file, 0);
    writeSync(file, JSON.stringify(holder), 0);
  };
  announce("");
  return { announce, release: () => closeSync(file) };
}

/** A lock that a second opening of the same file can take as well is no lock: some network file systems answer so. */
function opensTwice(path: string): boolean {
  const second = openSync(path, "a+");
  try { return flock(second); } finally { closeSync(second); }
}

// flock(2) locks belong to the open file, not to the process that calls: a child that is handed our descriptor takes the lock for us and may end.
const LOCKERS: readonly (readonly [command: string, ...argument: readonly string[]])[] = [
  ["flock", "-n", "-x", "3"],
  ["perl", "-e", 'open(my $f, "+<&=", 3) or exit 2; exit(flock($f, 2 | 4) ? 0 : 1)'], // macOS has no flock command
];

/** True when the lock was taken, false when somebody else holds it. */
function flock(file: number): boolean {
  for (const [command, ...argument] of LOCKERS) {
    const { status, error } = spawnSync(/* turbopackIgnore: true */ command, argument, { stdio: ["ignore", "ignore", "ignore", file] });
    if (error) continue; // the command is not there
    if (status === 0) return true;
    if (status === 1) return false;
  }
  throw new Error("The embedded database needs the command flock (util-linux, BusyBox) or perl to lock its data folder. Install one of them, or set DATABASE_URL.");
}

function readHolder(path: string): LockHolder | null {
  try { return JSON.parse(readFileSync(path, "utf8")) as LockHolder; } catch { return null; } // being written at this moment
}
