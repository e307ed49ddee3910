#!/usr/bin/env node
// What Prisma's command line starts in place of the engine binary that it would download: the same JSON-RPC on standard input and output,
// answered by the WebAssembly engine of @prisma/schema-engine-wasm over a driver adapter. `pglite:<folder>` or `pglite:memory://` is an embedded database.
// Set by scripts/database/prisma.mjs. A request that gets no answer must fail: see `unanswered`.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  strict: false,
  options: { datamodels: { type: "string", multiple: true, short: "d" }, datasource: { type: "string" } },
});
const url = options.datasource ? JSON.parse(options.datasource).url : process.env.DATABASE_URL;
const embedded = /^pglite:/.test(url ?? "");

const send = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);
const log = (level, message, extra = {}) =>
  process.stderr.write(`${JSON.stringify({ level, fields: { message, ...extra }, target: "schema_engine::logger", timestamp: new Date().toISOString() })}\n`);

/** The engine reads the catalogue's one-character columns ("char", OID 18), which neither adapter decodes: hand them over as text, marked as characters. */
function decodingCharacters() {
  const names = new Set();
  return {
    relabel(results) {
      for (const result of [results].flat()) for (const field of result?.fields ?? []) {
        if (field.dataTypeID !== 18) continue;
        field.dataTypeID = 25;
        names.add(field.name);
      }
      return results;
    },
    wrap(factory) {
      const connect = factory.connect.bind(factory);
      factory.connect = async () => {
        const adapter = await connect();
        const query = adapter.queryRaw.bind(adapter);
        adapter.queryRaw = async (...request) => {
          const rows = await query(...request);
          rows.columnNames.forEach((name, i) => { if (names.has(name)) rows.columnTypes[i] = ColumnTypeEnum.Character; });
          return rows;
        };
        return adapter;
      };
      return factory;
    },
  };
}

async function embeddedFactory(folder) {
  const { PGlite } = await import("@electric-sql/pglite");
  const { PrismaPGlite } = await import("pglite-prisma-adapter");
  const database = await PGlite.create(folder);
  const characters = decodingCharacters();
  const query = database.query.bind(database);
  database.query = (...request) => query(...request).then(characters.relabel);
  return characters.wrap(new PrismaPGlite(database));
}

async function serverFactory(connectionString) {
  const { PrismaPg } = await import("@prisma/adapter-pg");
  const { default: pg } = await import("pg");
  const characters = decodingCharacters();
  const query = pg.Client.prototype.query;
  pg.Client.prototype.query = function (...request) {
    const done = request.at(-1);
    if (typeof done === "function") request[request.length - 1] = (error, result) => done(error, result && characters.relabel(result));
    const pending = query.apply(this, request);
    return typeof pending?.then === "function" ? pending.then(characters.relabel) : pending;
  };
  return characters.wrap(new PrismaPg({ connectionString }));
}

async function openEngine() {
  globalThis.PRISMA_WASM_PANIC_REGISTRY = { set_message: (message) => log("ERROR", message) };
  const folder = dirname(createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg"));
  const glue = await import(join(folder, "schema_engine_bg.js"));
  const { instance } = await WebAssembly.instantiate(readFileSync(join(folder, "schema_engine_bg.wasm")), { "./schema_engine_bg.js": glue });
  glue.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();

  const factory = embedded ? await embeddedFactory(url.replace(/^pglite:/, "")) : await serverFactory(url);
  // The shadow database is in memory: no right to create databases is needed, and the adapter's own would be the main one.
  factory.connectToShadowDb = async () => (await embeddedFactory("memory://")).connect();
  const datamodels = options.datamodels?.map((path) => [path, readFileSync(path, "utf8")]);
  const debug = (line) => { if (process.env.DEBUG) process.stderr.write(`${line}\n`); };
  return glue.SchemaEngine.new({ datamodels }, debug, bindMigrationAwareSqlAdapterFactory(factory));
}

/** `schema-engine cli create-database | can-connect-to-database`: answers by exit code and log line. */
async function administer(command) {
  if (embedded) return;
  const { default: pg } = await import("pg");
  const target = new URL(url);
  const name = decodeURIComponent(target.pathname.slice(1));
  if (command === "create-database") target.pathname = "/postgres";
  const client = new pg.Client(target.href);
  try {
    await client.connect();
    if (command === "create-database") await client.query(`create database "${name.replaceAll('"', '""')}"`);
    log("INFO", command === "create-database" ? "Successfully created the database" : "Connection successful");
  } catch (error) {
    process.stderr.write("\n");
    log("ERROR", error.message, { error_code: error.code === "3D000" ? "P1003" : "P1001" });
    process.exitCode = 1;
  } finally {
    await client.end().catch(() => {});
  }
}

function failure(error) {
  let told;
  try { told = JSON.parse(error.message); } catch { /* not every failure is told in JSON */ }
  const data = told ?? (error.code
    ? { is_panic: false, message: error.message, error_code: error.code, meta: error.meta ?? {} }
    : { is_panic: false, message: error.stack ?? String(error), meta: null });
  return { code: 4466, message: told?.message ?? error.message ?? String(error), data };
}

if (positionals[0] === "cli") {
  await administer(positionals[1]);
} else {
  let engine;
  const unanswered = new Set();
  // A panic inside WebAssembly leaves a promise that never settles; Node then exits with 0 and the command line would take silence for success.
  process.on("exit", () => {
    for (const id of unanswered) send({ jsonrpc: "2.0", id, error: failure(new Error("the schema engine ended without an answer")) });
    if (unanswered.size > 0) process.exitCode = 101;
  });
  for await (const line of createInterface({ input: process.stdin })) {
    const request = line.trim() ? JSON.parse(line) : {};
    if (!request.method) continue;
    unanswered.add(request.id);
    try {
      engine ??= openEngine();
      const method = request.method === "getDatabaseVersion" ? "version" : request.method;
      const result = (await (await engine)[method](request.params)) ?? {};
      if (method === "diff" && result.stdout != null) send({ jsonrpc: "2.0", id: `print-${request.id}`, method: "print", params: { content: result.stdout } });
      send({ jsonrpc: "2.0", id: request.id, result });
    } catch (error) {
      send({ jsonrpc: "2.0", id: request.id, error: failure(error) });
    }
    unanswered.delete(request.id);
  }
  process.exit();
}
