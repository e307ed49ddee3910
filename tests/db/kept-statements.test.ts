import { PGlite } from "@electric-sql/pglite";
import { expect, test } from "vitest";
import { KeptStatements } from "@/data/kept-statements";

const LOOK = "SELECT big.id, small.note FROM big LEFT JOIN small ON small.id = big.small_id WHERE $1::int IS NULL OR big.id = $1";

test("D31: a plan made for empty tables does not outlast them: after 20 s, or a run that was slow, a statement is planned anew", async () => {
  const database = new PGlite();
  await database.exec("CREATE TABLE big (id int PRIMARY KEY, small_id int); CREATE TABLE small (id int PRIMARY KEY, note text)");
  let [time, aTick] = [0, 0];
  const kept = new KeptStatements(database, () => { time += aTick; return time; });
  const names = async () => (await database.query<{ name: string }>("SELECT name FROM pg_prepared_statements WHERE statement = $1", [LOOK])).rows.map(({ name }) => name);
  const plan = async () => (await database.query<Record<string, string>>(`EXPLAIN EXECUTE "${(await names())[0]}" (NULL)`)).rows.map((row) => Object.values(row)[0]).join("\n");

  for (let use = 0; use < 12; use++) expect(await kept.rows(LOOK, [null])).toEqual([]);
  const first = await names();
  expect(first).toHaveLength(1);
  await database.exec("INSERT INTO small SELECT k, '🙂 ' || k FROM generate_series(1, 5000) k; INSERT INTO big SELECT k, k FROM generate_series(1, 5000) k");
  const stale = await plan();
  time += 20_001;
  expect(await kept.rows(LOOK, [7])).toEqual([{ id: 7, note: "🙂 7" }]);
  const second = await names();
  expect(second).toHaveLength(1);
  expect(second).not.toEqual(first);
  expect(await plan()).not.toEqual(stale);

  aTick = 101;
  expect(await kept.rows(LOOK, [8])).toEqual([{ id: 8, note: "🙂 8" }]);
  aTick = 0;
  expect(await names()).toEqual(second);
  expect((await kept.run<{ id: number }>(LOOK, [9])).rows.map(({ id }) => id)).toEqual([9]);
  const third = await names();
  expect(third).not.toEqual(second);
  expect((await kept.run<{ id: number }>(LOOK, [9])).rows).toHaveLength(1);
  expect(await names()).toEqual(third);
  await database.close();
});
