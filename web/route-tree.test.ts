import fc from "fast-check";
import { expect, test } from "vitest";
import { matchRoute, routeTree } from "./route-tree";

const tree = routeTree({ "/p": "list", "/p/[slug]": "one", "/p/new": "new", "/p/[slug]/t/[id]": "trace", "/p/[slug]/t/mine": "mine", "/p/[slug]/files/[...path]": "file" });

test.each([
  ["/p", "list", {}], ["/p/demo", "one", { slug: "demo" }], ["/p/new", "new", {}], ["/p/new/t/7", "trace", { slug: "new", id: "7" }], ["/p/demo/t/mine", "mine", { slug: "demo" }],
  ["/p/%F0%9F%99%82/t/a%2Fb", "trace", { slug: "🙂", id: "a/b" }], ["/p/demo/files/data/x.parquet", "file", { slug: "demo", path: ["data", "x.parquet"] }], ["/p/demo/files/a", "file", { slug: "demo", path: ["a"] }],
])("W21: %s leads to %s", (path, value, params) => {
  expect(matchRoute(tree, path)).toEqual({ value, params });
});

test.each(["", "/", "/p/", "//p", "/p//t/1", "/p/demo/t", "/p/demo/files", "/p/demo/t/1/2", "/p/%E0%A4%A/t/1", "/q", "/__proto__", "/p/demo/constructor"])("W21: %j leads nowhere", (path) => {
  expect(matchRoute(tree, path)).toBeNull();
});

test("W21: any parameter that is encoded comes back as it was", () => {
  fc.assert(fc.property(fc.string({ unit: "grapheme", minLength: 1 }), fc.string({ unit: "binary", minLength: 1 }).filter((id) => !/\p{Surrogate}/u.test(id)), (slug, id) => {
    fc.pre(slug !== "new" && id !== "mine");
    expect(matchRoute(tree, `/p/${encodeURIComponent(slug)}/t/${encodeURIComponent(id)}`)).toEqual({ value: "trace", params: { slug, id } });
  }));
});

test("W21: one place cannot have two parameters", () => {
  expect(() => routeTree({ "/p/[slug]": 1, "/p/[id]/x": 2 })).toThrow("slug and id");
});
