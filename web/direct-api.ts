import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { counted } from "./draining";
import { faultProblem } from "./fault";
import { send, toRequest } from "./node-exchange";
import { METHODS } from "./openapi";
import type { RouteModule } from "./openapi";
import { problem, problemResponse } from "./problem";
import type { Handler } from "./route";
import { matchRoute, routeTree } from "./route-tree";
import type { RouteTree } from "./route-tree";
import { methodNotAllowed } from "./unrouted";

/** Only the API goes this way; pages stay with Next. */
const PREFIX = "/api/v1/";

/** Lets this process answer the API straight from its handlers, before Next's router sees the request: routing, rendering context and
 *  compression of Next cost some three times what saving an operation does (docs/decisions/0057). The handlers are the same ones. */
export function answerDirectly(routes: Readonly<Record<string, RouteModule>>): void {
  const tree = routeTree(routes);
  // The server is not ours to make, but Node shows it with its first request, before any listener runs.
  const meet = (message: unknown): void => {
    const { server } = message as { server: Server };
    unsubscribe("http.server.request.start", meet);
    putFirst(server, tree);
  };
  subscribe("http.server.request.start", meet);
}

function putFirst(server: Server, tree: RouteTree<RouteModule>): void {
  const others = server.listeners("request") as ((incoming: IncomingMessage, outgoing: ServerResponse) => void)[];
  server.removeAllListeners("request");
  server.on("request", (incoming: IncomingMessage, outgoing: ServerResponse) => {
    if (!answer(tree, incoming, outgoing)) for (const other of others) other.call(server, incoming, outgoing);
  });
}

/** @returns whether the request is taken care of */
function answer(tree: RouteTree<RouteModule>, incoming: IncomingMessage, outgoing: ServerResponse): boolean {
  const { url = "", method = "" } = incoming;
  if (!url.startsWith(PREFIX) || method === "OPTIONS") return false;
  const query = url.indexOf("?");
  const found = matchRoute(tree, query === -1 ? url : url.slice(0, query));
  const work = async (): Promise<Response> => {
    const handler = found && handlerOf(found.value, method);
    if (handler) return handler(toRequest(incoming, outgoing), { params: Promise.resolve(found.params) });
    return found ? methodNotAllowed(METHODS.filter((known) => found.value[known])) : problem("not-found");
  };
  void counted(() => exchange(work, incoming, outgoing)); // a shutdown waits until it is sent
  return true;
}

/** HEAD is GET without its body. */
function handlerOf(module: RouteModule, method: string): Handler | undefined {
  const named = METHODS.find((known) => known === (method === "HEAD" ? "GET" : method));
  return named && module[named];
}

async function exchange(work: () => Promise<Response>, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  try {
    await send(await work(), outgoing, incoming);
  } catch (thrown) {
    if (isGone(thrown)) return; // the client has left: there is nobody to tell
    const response = problemResponse(faultProblem(thrown, `${incoming.method} ${incoming.url}`));
    if (outgoing.headersSent || outgoing.destroyed) outgoing.destroy(); // half an answer must not look whole
    else await send(response, outgoing, incoming);
  }
}

/** What Node throws when the other end closes in the middle. */
const GONE = new Set(["ERR_STREAM_PREMATURE_CLOSE", "ECONNRESET", "EPIPE"]);
const isGone = (thrown: unknown): boolean => thrown instanceof Error && (thrown.name === "AbortError" || ("code" in thrown && GONE.has(String(thrown.code))));
