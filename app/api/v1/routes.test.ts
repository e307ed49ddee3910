import { readdirSync } from "node:fs";
import { relative } from "node:path";
import { expect, test } from "vitest";
import packageFile from "@/package.json";
import { METHODS, openApiDocument } from "@/web/openapi";
import { openApiPage } from "@/web/openapi-page";
import { ROUTES } from "./routes";

const folders = readdirSync(import.meta.dirname, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name === "route.ts")
  .map((entry) => `/api/v1/${relative(import.meta.dirname, entry.parentPath).replaceAll("\\", "/")}`);
const document = openApiDocument(ROUTES, packageFile.version);

test("H12: the table of routes is the folder", () => {
  expect(folders.length).toBeGreaterThan(30);
  expect(Object.keys(ROUTES).sort()).toEqual(folders.sort());
});

test("H12: every method of every route stands in the document, and nothing else", () => {
  const served = Object.entries(ROUTES).flatMap(([path, module]) => Object.keys(module).map((method) => `${method} ${path.replaceAll(/\[(?:\.\.\.)?(\w+)\]/g, "{$1}")}`));
  const described = Object.entries(document.paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`));
  expect(described.sort()).toEqual(served.sort());
  for (const [path, module] of Object.entries(ROUTES)) {
    for (const [method, handler] of Object.entries(module)) {
      expect(METHODS as readonly string[], `${path} exports ${method}`).toContain(method);
      expect(handler.spec.summary, `${method} ${path} is made by route()`).toMatch(/\S/);
    }
  }
});

test("H12: operations have names of their own, path parameters are declared, references resolve", () => {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) => Object.values(methods).map((operation) => ({ path, operation })));
  const names = operations.map(({ operation }) => operation.operationId);
  expect(new Set(names).size).toBe(names.length);
  for (const { path, operation } of operations) {
    const inPath = operation.parameters.filter((each) => each.in === "path").map(({ name }) => name);
    expect(inPath).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
    expect(Object.keys(operation.responses).some((status) => /^[23]/.test(status)), `${operation.operationId} says what success is`).toBe(true);
  }
  for (const [, name] of JSON.stringify(document).matchAll(/"#\/components\/schemas\/(\w+)"/g)) expect(document.components.schemas).toHaveProperty(name!);
  expect(JSON.stringify(document)).not.toContain("#/$defs/");
});

test("H12: the page holds every operation and every schema, and no script", () => {
  const page = openApiPage(document);
  for (const methods of Object.values(document.paths)) for (const { operationId } of Object.values(methods)) expect(page).toContain(`<article id="${operationId}">`);
  for (const name of Object.keys(document.components.schemas)) expect(page).toContain(`<h3 id="schema-${name}">`);
  expect(page).not.toMatch(/<script|\son\w+=|src=/i);
});
