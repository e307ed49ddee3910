// `npm run dev`: the development server, rebuilt as you type, on the same database as `npm start`.
import { existsSync } from "node:fs";
import { generate } from "./build.mjs";
import { installIfNeeded } from "./install.mjs";
import { ROOT } from "./paths.mjs";
import { runModule } from "./run.mjs";

process.chdir(ROOT);
if (existsSync(".env")) process.loadEnvFile(".env");
await installIfNeeded();
await generate();
process.exit(await runModule("next/dist/bin/next", ["dev", "--hostname", process.env.HOST || "127.0.0.1", "--port", process.env.PORT || "3000"]));
