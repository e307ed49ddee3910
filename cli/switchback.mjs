#!/usr/bin/env node
// The `switchback` command. Runs dist/switchback.mjs; in a clone it is bundled first whenever a source is newer (some 100 ms, once).
import { bundle, bundledFile, isStale } from "./bundle.mjs";

if (await isStale()) {
  try {
    await bundle();
  } catch (error) {
    process.stderr.write(`switchback could not be bundled; was \`npm ci\` run in this clone?\n${error instanceof Error ? error.message : error}\n`);
    process.exit(2);
  }
}
const { runOnTerminal } = await import(bundledFile.href);
await runOnTerminal();
