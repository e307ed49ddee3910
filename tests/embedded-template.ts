import { cpSync, existsSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MIGRATIONS } from "@/data/generated/migrations";

/** Folder of a migrated embedded store, to be copied: making one takes seconds, copying does not. Kept between runs under the checksum of the migrations. */
export async function embeddedTemplate(): Promise<string> {
  const folder = join(tmpdir(), `switchback-store-${MIGRATIONS.map(({ checksum }) => checksum.slice(0, 12)).join("-")}`);
  if (existsSync(folder)) return folder;
  const [{ openDatabase }, { migrate }] = await Promise.all([import("@/data/client"), import("@/data/migrate")]); // heavy, and seldom needed
  const draft = mkdtempSync(join(tmpdir(), "switchback-store-draft-"));
  const template = await openDatabase({ store: draft });
  await migrate(template);
  await template.close();
  try {
    renameSync(draft, folder);
  } catch {
    if (!existsSync(folder)) cpSync(draft, folder, { recursive: true }); // another run was first, or another file system
    rmSync(draft, { recursive: true, force: true });
  }
  return folder;
}
