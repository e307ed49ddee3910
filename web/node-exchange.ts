import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream as NodeReadableStream } from "node:stream/web";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { isLoopback } from "./client-address";
import { INERT_POLICY, SECURITY_HEADERS } from "./security-headers.mjs";

const compress = promisify(gzip);
/** Below this, compressing costs more than it saves. */
const LEAST_TO_COMPRESS = 4096;
const ALWAYS = [...SECURITY_HEADERS, INERT_POLICY];

/** A request of Node's server as handlers take it. Its signal tells when the client has gone. */
export function toRequest(incoming: IncomingMessage, outgoing: ServerResponse): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (typeof value === "string") headers.set(name, value);
    else for (const one of value ?? []) headers.append(name, one);
  }
  const method = incoming.method ?? "GET";
  const url = `http://localhost${incoming.url ?? "/"}`; // whose origin it is, publicOrigin decides
  if (method === "GET" || method === "HEAD") return new Request(url, { method, headers });
  const gone = new AbortController();
  outgoing.once("close", () => { if (!outgoing.writableFinished) gone.abort(); });
  const init = { method, headers, signal: gone.signal, body: Readable.toWeb(incoming), duplex: "half" };
  return new Request(url, init as unknown as RequestInit); // the types of the DOM do not know a Node stream, nor duplex
}

/** Writes a handler's answer. JSON goes out whole, compressed for whoever is not on this machine; everything else streams as it comes. */
export async function send(response: Response, outgoing: ServerResponse, incoming: IncomingMessage): Promise<void> {
  outgoing.statusCode = response.status;
  for (const { key, value } of ALWAYS) outgoing.setHeader(key, value);
  for (const [name, value] of response.headers) if (name !== "set-cookie") outgoing.setHeader(name, value);
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) outgoing.setHeader("set-cookie", cookies);
  if (incoming.method === "HEAD" || response.body === null) {
    await response.body?.cancel();
    outgoing.end();
  } else if (/^application\/(problem\+)?json/.test(response.headers.get("content-type") ?? "") && !response.headers.has("content-encoding")) {
    await sendWhole(Buffer.from(await response.arrayBuffer()), outgoing, incoming);
  } else {
    await pipeline(Readable.fromWeb(response.body as NodeReadableStream), outgoing);
  }
}

async function sendWhole(body: Buffer, outgoing: ServerResponse, incoming: IncomingMessage): Promise<void> {
  outgoing.setHeader("vary", "accept-encoding");
  const small = body.byteLength < LEAST_TO_COMPRESS || !/\bgzip\b/.test(String(incoming.headers["accept-encoding"] ?? ""));
  const out = small || isLoopback(new Headers({ ...peerOf(incoming) })) ? body : await compress(body, { level: 1 });
  if (out !== body) outgoing.setHeader("content-encoding", "gzip");
  outgoing.setHeader("content-length", out.byteLength);
  outgoing.end(out);
}

const peerOf = (incoming: IncomingMessage): Record<string, string> =>
  Object.fromEntries(["x-switchback-peer", "x-forwarded-for"].flatMap((name) => (typeof incoming.headers[name] === "string" ? [[name, incoming.headers[name]]] : [])));
