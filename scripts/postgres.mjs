import { existsSync, readdirSync } from "node:fs";
import { aptInstall } from "./apt.mjs";
import { exists } from "./run.mjs";

/** Whether the database tests can have a PostgreSQL of their own: an address, or binaries in PATH or where Debian keeps them; else Debian's package. */
export async function postgres() {
  return Boolean(process.env.TEST_DATABASE_URL) || hasBinaries() || (await aptInstall("postgresql") && hasBinaries());
}

const DEBIAN = "/usr/lib/postgresql";
const hasBinaries = () => exists("initdb") || (existsSync(DEBIAN) && readdirSync(DEBIAN).some((version) => existsSync(`${DEBIAN}/${version}/bin/initdb`)));
