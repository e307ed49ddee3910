// The API alone, from the sources and without a Next build: routes are answered as production answers them, before Next. For measuring while working (BENCH_SERVER=api).
import { createServer } from "node:http";
import { register } from "@/instrumentation";

process.env.NEXT_RUNTIME = "nodejs";
await register();
createServer((incoming, outgoing) => { outgoing.writeHead(incoming.url === "/readyz" ? 200 : 404).end(); }).listen(Number(process.env.PORT), "127.0.0.1");
