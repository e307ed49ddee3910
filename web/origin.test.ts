import { expect, test } from "vitest";
import { clientAddress, isLoopback } from "./client-address";
import { atOrigin, publicOrigin } from "./public-origin";
import { isSafe, isSameOrigin } from "./same-origin";

const none = { appUrl: undefined, trustProxy: false };
const forwarded = new Headers({ host: "10.0.0.5:3000", "x-forwarded-proto": "https", "x-forwarded-host": "labels.example.org" });

test("W15: the public origin is APP_URL, else a trusted proxy's word, else the Host header", () => {
  expect(publicOrigin(forwarded, { appUrl: "https://sb.example.org", trustProxy: true })).toBe("https://sb.example.org");
  expect(publicOrigin(forwarded, { ...none, trustProxy: true })).toBe("https://labels.example.org");
  expect(publicOrigin(forwarded, none)).toBe("http://10.0.0.5:3000");
  expect(publicOrigin(new Headers({ host: "bad host" }), none)).toBe("http://localhost");
});

test("W15: a request moved to the public origin keeps path, query, method and headers", () => {
  const moved = atOrigin(new Request("http://0.0.0.0:3000/api/auth/x?a=%F0%9F%99%82", { method: "POST", body: "b", headers: { cookie: "c=1" } }), "https://labels.example.org");
  expect([moved.url, moved.method, moved.headers.get("cookie")]).toEqual(["https://labels.example.org/api/auth/x?a=%F0%9F%99%82", "POST", "c=1"]);
});

test("W15: the client's address is the socket's; X-Forwarded-For counts only behind a trusted proxy, and then its last entry", () => {
  const headers = new Headers({ "x-switchback-peer": "10.0.0.9", "x-forwarded-for": "6.6.6.6, 203.0.113.7" });
  expect(clientAddress(headers, false)).toBe("10.0.0.9");
  expect(clientAddress(headers, true)).toBe("203.0.113.7");
  expect(clientAddress(new Headers(), true)).toBe("unknown");
});

test("W20: loopback is a socket on this machine with no other hop before it", () => {
  const from = (peer: string, hops?: string): boolean => isLoopback(new Headers({ "x-switchback-peer": peer, ...(hops ? { "x-forwarded-for": hops } : {}) }));
  expect([from("127.0.0.1"), from("::1"), from("::ffff:127.0.0.1", "::ffff:127.0.0.1")]).toEqual([true, true, true]);
  expect([from("10.0.0.1"), from("127.0.0.1", "203.0.113.7"), from("127.0.0.1.evil.example"), isLoopback(new Headers())]).toEqual([false, false, false, false]);
});

test("W5: a change with a cookie comes from our own pages or not at all", () => {
  const own = "https://labels.example.org";
  const from = (headers: Record<string, string>): boolean => isSameOrigin(new Headers(headers), own);
  expect(from({ "sec-fetch-site": "same-origin" })).toBe(true);
  expect(from({ origin: own })).toBe(true);
  const others: Record<string, string>[] = [{}, { origin: "https://evil.example" }, { origin: "null" }, { "sec-fetch-site": "cross-site", origin: own }, { "sec-fetch-site": "same-site" }, { "sec-fetch-site": "none" }];
  for (const other of others) expect(from(other)).toBe(false);
  expect(["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"].map(isSafe)).toEqual([true, true, true, false, false, false, false]);
});
