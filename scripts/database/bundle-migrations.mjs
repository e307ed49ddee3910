#!/usr/bin/env node
// Writes prisma/migrations and the product's version as one module, data/generated/migrations.ts, so that the standalone server carries them without looking for files.
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const folder = join(root, "prisma/migrations");
const migrations = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => ({ name, sql: readFileSync(join(folder, name, "migration.sql"), "utf8") }))
  .sort((a, b) => (a.name < b.name ? -1 : 1))
  .map(({ name, sql }) => ({ name, checksum: createHash("sha256").update(sql).digest("hex"), sql })); // the checksum that Prisma writes

const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
mkdirSync(join(root, "data/generated"), { recursive: true });
writeFileSync(join(root, "data/generated/migrations.ts"), [
  "/* Generated from prisma/migrations by npm run generate. */",
  `export const MIGRATIONS: readonly { readonly name: string; readonly checksum: string; readonly sql: string }[] = ${JSON.stringify(migrations, null, 2)};`,
  "/** The product version of this code. */",
  `export const VERSION = ${JSON.stringify(version)};`,
  "",
].join("\n"));
console.log(`${migrations.length} migration(s) → data/generated/migrations.ts`);
