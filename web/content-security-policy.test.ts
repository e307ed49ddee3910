import { expect, test } from "vitest";
import { config } from "../proxy";
import { contentSecurityPolicy } from "./content-security-policy";

const directives = (development: boolean): Map<string, string> =>
  new Map(contentSecurityPolicy("bm9uY2U=", development).split("; ").map((directive) => [directive.slice(0, directive.indexOf(" ")), directive.slice(directive.indexOf(" ") + 1)]));

test("W17: scripts need the page's nonce, nothing comes from elsewhere, nobody frames", () => {
  const policy = directives(false);
  expect(policy.get("script-src")).toBe("'self' 'nonce-bm9uY2U=' 'strict-dynamic' 'wasm-unsafe-eval'");
  expect([policy.get("default-src"), policy.get("frame-ancestors"), policy.get("object-src"), policy.get("base-uri")]).toEqual(["'self'", "'none'", "'none'", "'none'"]);
  expect([...policy.values()].join(" ")).not.toMatch(/https?:|\*|'unsafe-eval'/);
  expect(directives(true).get("script-src")).toContain("unsafe-eval"); // React's development build
});

test("W17: pages pass the proxy; the API, sign-in callbacks and files that never change do not", () => {
  const matcher = new RegExp(`^${config.matcher[0]}$`);
  const passes = (path: string): boolean => matcher.test(path);
  for (const page of ["/", "/projects", "/projects/demo/traces/🙂", "/sign-in", "/metrics-explained"]) expect(passes(page), page).toBe(true);
  for (const other of ["/api/v1/projects/demo/imports", "/api/v1/docs", "/api/auth/session", "/_next/static/a.js", "/healthz", "/readyz", "/metrics", "/favicon.svg"]) expect(passes(other), other).toBe(false);
});
