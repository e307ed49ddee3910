import fc from "fast-check";
import { expect, test } from "vitest";
import { BACKUP_FORMAT, BackupCheck, BackupWriter } from "./backup-file";

const written = (tables: Readonly<Record<string, readonly string[]>>): string[] => {
  const writer = new BackupWriter();
  const text = [
    writer.header({ format: BACKUP_FORMAT, version: "0.1.0", migrations: ["a"], at: "2026-11-21T00:00:00Z" }),
    ...Object.entries(tables).flatMap(([table, texts]) => [writer.table({ table, columns: ["text"] }), writer.rowLines(texts.map((row) => JSON.stringify({ text: row })))]),
    writer.end(),
  ].join("");
  return text.split("\n").slice(0, -1);
};
const isRead = (lines: readonly string[]): boolean => {
  const check = new BackupCheck();
  return lines.every((line) => check.read(line).ok) && check.isWhole;
};
const contents = fc.dictionary(fc.string({ minLength: 1 }).filter((name) => !["__proto__"].includes(name)), fc.array(fc.string({ unit: "grapheme" })), { maxKeys: 4 });

test("B1: what was written is whole when it is read", () => {
  fc.assert(fc.property(contents, (tables) => { expect(isRead(written(tables))).toBe(true); }));
  expect(isRead(written({ trace: ["🙂", "回头"], prompt: [] }))).toBe(true);
});

test("B1: a line that is missing, doubled, changed or moved to another place is noticed", () => {
  const lines = written({ trace: ["🙂 one", "two", "three"], prompt: ["four", "five"] });
  for (let at = 0; at < lines.length; at++) {
    expect(isRead(lines.filter((_, index) => index !== at))).toBe(false);
    expect(isRead([...lines.slice(0, at + 1), ...lines.slice(at)])).toBe(false);
    expect(isRead(lines.map((line, index) => (index === at ? line.replace(/[a-z](?=[^a-z]*$)/u, "Z") : line)))).toBe(false);
  }
  expect(isRead(lines.map((_, index) => lines[index === 2 ? 3 : index === 3 ? 2 : index]!))).toBe(false);
});

test("B1: whatever lines come, a fault is told and nothing is thrown", () => {
  fc.assert(fc.property(fc.array(fc.oneof(fc.string(), fc.json().map((text) => `#${text}`))), (lines) => { expect(isRead(lines)).toBe(false); }));
});
