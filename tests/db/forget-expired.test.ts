import { expect, test } from "vitest";
import { newId } from "@/data/id";
import { countAttempt } from "@/data/rate-windows";
import { createSession, liveSession } from "@/data/sessions";
import { forgetExpired } from "@/web/forget-expired";
import { newWorld, NOW } from "./fixtures";
import { onBothHomes } from "./homes";

const at = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1_000);

onBothHomes("rows whose time is over", (home) => {
  test("W11: sessions and windows of attempts are forgotten once their time is over, not before", async () => {
    const { accountId } = await newWorld(home.db);
    const [over, living] = [newId(), newId()];
    for (const [id, expiresAt] of [[over, at(60)], [living, at(7_200)]] as const) await createSession(home.db, { id, accountId, userAgent: "🙂", now: NOW, expiresAt });
    await countAttempt(home.db, `over ${accountId}`, { seconds: 60, now: NOW });
    await countAttempt(home.db, `living ${accountId}`, { seconds: 7_200, now: NOW });
    await forgetExpired(home.db, at(3_600));
    expect(await home.db.query(`SELECT "id" FROM "session" WHERE "account_id" = $1`, [accountId])).toEqual([{ id: living }]);
    expect(await liveSession(home.db, living, at(3_600))).toMatchObject({ id: living });
    expect(await home.db.query(`SELECT "key" FROM "rate_window" WHERE "key" LIKE '%' || $1`, [accountId])).toEqual([{ key: `living ${accountId}` }]);
  });
});
