import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";

/** Set by us on every request from the socket, over whatever the client sent: handlers see no socket, and X-Forwarded-For is anybody's word. */
const PEER = "x-switchback-peer";

let watching = false;

/** From now on every request of this process carries the address of its socket. Called once, before the first request. */
export function recordPeerAddresses(): void {
  if (watching) return;
  watching = true;
  subscribe("http.server.request.start", (message) => {
    const { request } = message as { request: IncomingMessage };
    request.headers[PEER] = request.socket.remoteAddress ?? "unknown";
  });
}

/** Address of who is at the other end: the socket's, or behind a trusted proxy the last one that the proxy added. "unknown" when neither is there. */
export function clientAddress(headers: Headers, trustProxy: boolean): string {
  const forwarded = trustProxy ? headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() : undefined;
  return forwarded || (headers.get(PEER) ?? "unknown");
}

/** Whether the request was made on this machine. A proxy on the same machine passes on others' requests and says so in X-Forwarded-For, which Next fills in otherwise. */
export function isLoopback(headers: Headers): boolean {
  const hops = [headers.get(PEER) ?? "", ...(headers.get("x-forwarded-for")?.split(",") ?? [])];
  return hops.every((hop) => /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/.test(hop.trim()));
}
