import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import en from "../messages/en.json";

type Messages = { readonly [key: string]: string | Messages };

const keysOf = (messages: Messages, before = ""): string[] => Object.entries(messages).flatMap(([key, value]) => (typeof value === "string" ? [before + key] : keysOf(value, `${before}${key}.`)));
/** "a.b.c" → "a.b.c", "b.c", "c": what a component may ask for, by the namespace that it chose. */
const asAsked = (key: string): string[] => key.split(".").map((_, at, parts) => parts.slice(at).join("."));

const sources = ["app", "core", "features", "ui", "web", "jobs"].flatMap((folder) => readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) => /(?<!\.test)\.tsx?$/.test(path)).map((path) => readFileSync(join(folder, path), "utf8")));

test("P1: every message of the catalogue is asked for somewhere, by its key or by a key that is put together", () => {
  const written = new Set(sources.flatMap((source) => [...source.matchAll(/"([\w.-]+)"|\b([\w-]+)\??:/g)].map(([, text, name]) => text ?? name!)));
  const together = [...new Set(sources.flatMap((source) => [...source.matchAll(/`([\w.-]*\$\{[^`]*)`/g)].map(([, text]) => text!)))]
    .map((text) => text.replace(/\$\{[^}]*\}/g, "\0")).filter((text) => /^[\w.\0-]+$/.test(text) && text.replaceAll("\0", "").length > 2)
    .map((text) => new RegExp(`^${text.replaceAll(".", "\\.").replaceAll("\0", "[\\w.-]+")}$`));
  const unused = keysOf(en).filter((key) => !asAsked(key).some((asked) => written.has(asked) || together.some((pattern) => pattern.test(asked))));
  expect(unused).toEqual([]);
});
