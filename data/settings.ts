import type { Database } from "./database";

export const settingOf = async (db: Database, key: string): Promise<string | null> => (await db.prisma.setting.findUnique({ where: { key } }))?.value ?? null;

/** Writes the value unless one stands already, and answers the one that stands: the first writer wins, on every instance. */
export async function putSettingOnce(db: Database, key: string, value: string): Promise<string> {
  await db.query('INSERT INTO "setting" ("key", "value") VALUES ($1, $2) ON CONFLICT DO NOTHING', [key, value]);
  return (await settingOf(db, key)) ?? value;
}

export const deleteSetting = async (db: Database, key: string): Promise<void> => { await db.prisma.setting.deleteMany({ where: { key } }); };
