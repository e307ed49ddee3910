import { inject, expect, test } from "vitest";
import { openDatabase } from "@/data/client";
import { isUnreachable } from "@/data/database";
import { newWorld } from "./fixtures";
import { onBothHomes } from "./homes";

onBothHomes("connections", (home) => {
  test("D19: connections that the server ends are replaced at the next request, and a transaction that lost its own is rolled back", async () => {
    const world = await newWorld(home.db);
    if (home.home === "postgresql") {
      const killer = await openDatabase({ url: inject("postgresUrl")!, store: "" });
      const [{ name }] = await home.db.query<{ name: string }>(`SELECT current_database() AS "name"`) as [{ name: string }]; // this file's own: another file is at work on the same server
      for (const noticed of [0, 200]) { // milliseconds: the driver says one thing before it noticed the end, and another after
        const ending = home.db.transaction(async (within) => {
          await within.query(`UPDATE "project" SET "name" = 'half 🙂' WHERE "id" = $1`, [world.projectId]);
          await killer.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", [name]);
          await new Promise((resolve) => setTimeout(resolve, noticed));
          await within.query("SELECT 1");
        });
        await expect(ending).rejects.toSatisfy(isUnreachable);
      }
      await killer.close();
    }
    await expect.poll(() => home.db.prisma.project.findUnique({ where: { id: world.projectId } }).then((row) => row?.name, () => null)).toBe("A project 🙂");
  });

  test("D19: a transaction that throws is rolled back, and the connection is used again", async () => {
    const world = await newWorld(home.db);
    for (let attempt = 0; attempt < 15; attempt++) { // more often than there are connections
      await expect(home.db.transaction(async (within) => {
        await within.query(`UPDATE "project" SET "name" = 'never' WHERE "id" = $1`, [world.projectId]);
        throw new Error("changed its mind 🙂");
      })).rejects.toThrow("changed its mind");
    }
    expect((await home.db.prisma.project.findUnique({ where: { id: world.projectId } }))?.name).toBe("A project 🙂");
  });
});
