import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { FolderHeldError, lockFolder } from "@/data/folder-lock";
import { startChild } from "./child-process";

const folder = mkdtempSync(join(tmpdir(), "switchback-lock-"));
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

test("D3: a second process is refused, told the first one's process id and address, and may enter once the first is killed", async () => {
  const child = startChild("hold-store", { store: folder });
  await child.waitFor((line) => line === "held");
  expect(() => lockFolder(folder)).toThrow(FolderHeldError);
  expect(() => lockFolder(folder)).toThrow(new RegExp(`process ${child.process.pid} .*http://127\\.0\\.0\\.1:3999`));
  const second = startChild("hold-store", { store: folder });
  expect(await second.ended).not.toBe(0);
  expect(second.errors()).toContain(`process ${child.process.pid}`);
  await child.kill();
  lockFolder(folder).release();
});

test("D3: a process that is busy keeps its folder", async () => {
  const child = startChild("hold-store", { store: folder }, { busy: true });
  await child.waitFor((line) => line === "held");
  for (let attempt = 0; attempt < 5; attempt++) expect(() => lockFolder(folder)).toThrow(FolderHeldError);
  await child.kill();
  lockFolder(folder).release();
});

test("D3: the same process cannot take it twice, and can again after giving it back", () => {
  const lock = lockFolder(folder);
  expect(() => lockFolder(folder)).toThrow(FolderHeldError);
  lock.release();
  lockFolder(folder).release();
});

test("D3: without the command flock, perl does it; without either, nothing is opened", () => {
  const path = process.env.PATH;
  const lock = lockFolder(folder);
  try {
    process.env.PATH = "/nonexistent";
    expect(() => lockFolder(folder)).toThrow(/flock \(util-linux, BusyBox\) or perl/);
  } finally {
    process.env.PATH = path;
  }
  lock.release();
});
