import fc from "fast-check";
import { expect, test } from "vitest";
import { localPath } from "./return-path";

test("W16: a path of this server is kept with its query", () => {
  expect(localPath("/projects/demo/traces?q=%F0%9F%99%82&page=2")).toBe("/projects/demo/traces?q=%F0%9F%99%82&page=2");
});

test.each([null, undefined, "", "https://evil.example/", "//evil.example", "/\\evil.example", "\\\\evil.example", "javascript:alert(1)", "/a\nb", "projects", "/\t/evil.example", "/a\\b"])("W16: %j leads to the projects", (to) => {
  expect(localPath(to)).toBe("/projects");
});

test("W16: whatever it is given, the answer stays on this server", () => {
  const pieces = fc.array(fc.constantFrom("/", "\\", "//", "@", ":", "evil.example", "https:", ".", "..", "?", "#", "%2f", "🙂", "\t", "a"), { maxLength: 8 }).map((parts) => `/${parts.join("")}`);
  fc.assert(fc.property(fc.oneof(fc.string(), fc.webUrl(), pieces), (to) => {
    const url = new URL(localPath(to), "http://server.example");
    expect(url.origin).toBe("http://server.example");
  }));
});
