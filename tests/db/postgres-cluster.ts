import { execFileSync } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

/** A PostgreSQL server of our own in a temporary folder. */
export interface Cluster {
  readonly url: string;
  stop(): void;
}

/** Starts a throwaway cluster from the binaries on this machine; null when there are none. As root it runs as the user postgres, since the server refuses root.
 *  @param durable commits wait for the disk, as a real server's do: slower, for measurements and for tests that kill things */
export async function startCluster({ durable = false }: { readonly durable?: boolean } = {}): Promise<Cluster | null> {
  const binaries = findBinaries();
  if (!binaries) return null;
  const folder = mkdtempSync(join(tmpdir(), "switchback-pg-"));
  const root = process.getuid?.() === 0;
  if (root) {
    const [uid, gid] = ["-u", "-g"].map((which) => Number(execFileSync("id", [which, "postgres"], { encoding: "utf8" })));
    chownSync(folder, uid!, gid!);
  }
  const run = (program: string, ...argument: string[]): void => {
    const command = [join(binaries, program), ...argument];
    // Own working folder: the postgres user may not enter ours.
    const options = { cwd: folder, stdio: "ignore" as const };
    if (root) execFileSync("runuser", ["-u", "postgres", "--", ...command], options);
    else execFileSync(command[0]!, command.slice(1), options);
  };
  const data = join(folder, "data");
  const port = await freePort();
  run("initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync");
  run("pg_ctl", "-D", data, "-w", "-l", join(folder, "log"), "-o", `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1 -c max_connections=120 -c shared_buffers=128MB -c fsync=${durable ? "on" : "off"}`, "start");
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    stop: () => {
      run("pg_ctl", "-D", data, "-m", "immediate", "-w", "stop");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function findBinaries(): string | null {
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian) ? readdirSync(debian).filter((name) => Number(name) >= 15).sort((a, b) => Number(b) - Number(a)) : [];
  const candidates = [...versions.map((version) => join(debian, version, "bin")), ...(process.env.PATH ?? "").split(delimiter)];
  return candidates.find((folder) => existsSync(join(folder, "initdb")) && existsSync(join(folder, "pg_ctl"))) ?? null;
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => (address && typeof address === "object" ? resolve(address.port) : reject(new Error("no port"))));
    });
  });
