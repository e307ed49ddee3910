import { once } from "node:events";
import { createServer, request as httpRequest } from "node:http";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { json } from "@/web/answer";
import { answerDirectly } from "@/web/direct-api";
import { route } from "@/web/route";
import { problemOf, serveFrom } from "./edge";
import { onBothHomes } from "./homes";

let cancelled = 0;
let received = 0;
const answers = { 200: z.unknown() };
const echo = route({ summary: "Echo", role: "public", params: z.object({ id: z.string() }), query: z.object({ q: z.string().optional() }), input: z.unknown(), answers, run: async ({ params, query, input }) => json({ params, query, input }) });
const long = route({ summary: "Much JSON", role: "public", answers, run: async () => json({ text: "🙂 verify ".repeat(5000) }) });
const endless = route({
  summary: "A stream", role: "public", answers: { 200: { description: "bytes", type: "application/octet-stream" } },
  run: async () => new Response(new ReadableStream({ async pull(controller) { controller.enqueue(new Uint8Array(65_536)); await new Promise((resolve) => setTimeout(resolve, 1)); }, cancel() { cancelled++; } }), { headers: { "content-type": "application/octet-stream" } }),
});
const upload = route({
  summary: "Counts bytes", role: "public", body: { description: "any", types: ["application/octet-stream"] }, answers,
  run: async ({ request }) => { for await (const chunk of request.body ?? []) received += chunk.byteLength; return json({ received }); },
});
const half = route({ summary: "Breaks while streaming", role: "public", answers, run: async () => new Response(new ReadableStream({ pull(controller) { controller.enqueue(new Uint8Array(10)); controller.error(new Error("disk 🙂")); } })) });

onBothHomes("the API before Next", (home) => {
  let server: Server;
  let origin = "";
  beforeAll(async () => {
    server = createServer((incoming, outgoing) => outgoing.end(`next: ${incoming.method} ${incoming.url}`));
    answerDirectly({ "/api/v1/echo/[id]": { POST: echo }, "/api/v1/long": { GET: long }, "/api/v1/endless": { GET: endless }, "/api/v1/upload": { POST: upload }, "/api/v1/half": { GET: half } });
    await once(server.listen(0, "127.0.0.1"), "listening");
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  beforeEach(() => { serveFrom(home.db); received = 0; cancelled = 0; });
  afterAll(() => { server.closeAllConnections(); server.close(); });

  test("W21: a handler gets its decoded parameters, query and body, and its answer carries the headers of the house", async () => {
    const response = await fetch(`${origin}/api/v1/echo/a%2F%F0%9F%99%82?q=%F0%9F%99%82`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ note: "🙂" }) });
    expect(await response.json()).toEqual({ params: { id: "a/🙂" }, query: { q: "🙂" }, input: { note: "🙂" } });
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(response.headers.get("cache-control")).toBe("no-store");
  });

  test("W21: what is not the API's goes on to Next", async () => {
    for (const [method, path] of [["GET", "/projects"], ["OPTIONS", "/api/v1/long"], ["GET", "/api/auth/session"]] as const) {
      expect(await (await fetch(origin + path, { method })).text()).toBe(`next: ${method} ${path}`);
    }
  });

  test("W21: a path that is none is a problem, and so is a method that a path does not know, which names those that it does", async () => {
    for (const path of ["/api/v1/nothing", "/api/v1//long", "/api/v1/%E0%A4%A"]) expect(await problemOf(await fetch(origin + path))).toEqual({ status: 404, kind: "not-found" });
    const response = await fetch(`${origin}/api/v1/echo/x`, { method: "DELETE" });
    expect(response.headers.get("allow")).toBe("POST");
    expect(await problemOf(response)).toEqual({ status: 405, kind: "method-not-allowed" });
    expect((await fetch(`${origin}/api/v1/long`, { method: "PUT" })).headers.get("allow")).toBe("GET, HEAD");
  });

  test("W21: HEAD is GET without its body", async () => {
    const response = await fetch(`${origin}/api/v1/long`, { method: "HEAD" });
    expect([response.status, await response.text()]).toEqual([200, ""]);
  });

  test("W21: much JSON is compressed for those who take it, and is the same", async () => {
    const raw = async (accept: string): Promise<{ encoding: string | undefined; body: Buffer }> => new Promise((resolve, reject) => {
      httpRequest(`${origin}/api/v1/long`, { headers: { "accept-encoding": accept } }, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk)).on("end", () => resolve({ encoding: response.headers["content-encoding"], body: Buffer.concat(chunks) }));
      }).on("error", reject).end();
    });
    const [plain, packed] = [await raw("identity"), await raw("gzip, br")];
    expect([plain.encoding, packed.encoding]).toEqual([undefined, "gzip"]);
    expect(packed.body.length).toBeLessThan(plain.body.length / 20);
    expect(gunzipSync(packed.body).equals(plain.body)).toBe(true);
  });

  test("W21: an upload streams through", async () => {
    const response = await fetch(`${origin}/api/v1/upload`, { method: "POST", body: new Uint8Array(20_000_000) });
    expect(await response.json()).toEqual({ received: 20_000_000 });
  });

  test("W21: a client that goes away ends the stream that was for it", async () => {
    const gone = new AbortController();
    const response = await fetch(`${origin}/api/v1/endless`, { signal: gone.signal });
    await response.body!.getReader().read();
    gone.abort();
    await vi.waitFor(() => expect(cancelled).toBe(1));
  });

  test("W8: an answer that breaks off halfway does not look whole", async () => {
    const logged = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    await expect(fetch(`${origin}/api/v1/half`).then((response) => response.arrayBuffer())).rejects.toThrow();
    expect(String(logged.mock.calls[0]?.[0])).toContain("disk 🙂");
  });
});
