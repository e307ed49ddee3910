// `npm start`: installs what is missing, builds once, and becomes the production server.
import { createServer } from "node:net";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { buildIfNeeded, SERVER } from "./build.mjs";
import { installIfNeeded } from "./install.mjs";
import { ROOT } from "./paths.mjs";
import { fail } from "./run.mjs";

process.chdir(ROOT);
if (existsSync(".env")) process.loadEnvFile(".env"); // what is set already wins

const host = process.env.HOST || "127.0.0.1";
const port = Number(process.env.PORT || 3000);
if (!Number.isInteger(port) || port < 0 || port > 65535) fail("PORT is a port number from 0 to 65535.");
await freeToListen();

await installIfNeeded();
if (!(await buildIfNeeded())) fail("The build failed (see above).");

Object.assign(process.env, {
  NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1",
  NEXT_MANUAL_SIG_HANDLE: "true", // web/boot.ts stops the server: requests first, then jobs, then the database
  HOSTNAME: host, PORT: process.env.PORT || "3000", HOST: host,
  SWITCHBACK_DATA: resolve(process.env.SWITCHBACK_DATA || "data"),
  KEEP_ALIVE_TIMEOUT: process.env.KEEP_ALIVE_TIMEOUT || "65000", // longer than load balancers keep theirs
});
await import(pathToFileURL(SERVER).href);

/** Says what is wrong with the address before anything is installed or built. */
async function freeToListen() {
  const error = await new Promise((settle) => {
    const probe = createServer().once("error", settle).listen(port, host, () => probe.close(() => settle(null)));
  });
  if (!error) return;
  const address = `${host}:${port}`;
  if (error.code === "EADDRINUSE") fail(`Something is listening on ${address} already, perhaps another Switchback. Stop it, or choose another port: PORT=${port + 1} npm start`);
  if (error.code === "EACCES") fail(`This account may not listen on ${address}. Choose a port above 1023: PORT=3000 npm start`);
  fail(`Cannot listen on ${address} (${error.code}): HOST must be an address of this machine, e.g. 127.0.0.1 or 0.0.0.0.`);
}
