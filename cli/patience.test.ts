import { expect, test } from "vitest";
import { EXIT, Failure } from "./exit";
import { Patience } from "./patience";
import { Terminal } from "./terminal";

const away = new Failure(EXIT.unreachable, { type: "/problems/unreachable", title: "The server cannot be reached", detail: "fetch failed 🙂" });

function patience(seconds: number, json = false, watched = true) {
  let said = "";
  const waits: number[] = [];
  const terminal = new Terminal(() => {}, (text) => { said += text; }, watched);
  const held = new Patience(seconds, { terminal, pause: (milliseconds) => { waits.push(milliseconds); return Promise.resolve(); } }, json);
  const untilGivenUp = async (): Promise<Failure> => { for (;;) try { await held.again(away); } catch (error) { return error as Failure; } };
  return { held, waits, untilGivenUp, said: () => said };
}

test("H15: a server that went away is said at once, tried ever more rarely, and given up after the seconds that were asked for", async () => {
  const { waits, untilGivenUp, said } = patience(30);
  const last = await untilGivenUp();
  expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 8000, 6500]);
  expect(said().split("\n")[0]).toBe("The server cannot be reached: fetch failed 🙂 Trying again in 0.5 s (try 1); giving up in 30 s.");
  expect(last).toMatchObject({ exit: EXIT.unreachable, problem: { tries: 7, waitedSeconds: 30 } });
  expect(last.message).toContain("Given up after 30 s and 7 more tries");
});

test("H15: an answer in between begins the waiting anew; 0 seconds is no second try; a refusal is never tried again", async () => {
  const { held, waits } = patience(30);
  await held.again(away);
  await held.again(away);
  held.answered();
  await held.again(away);
  expect(waits).toEqual([500, 1000, 500]);
  expect(await patience(0).untilGivenUp()).toBe(away);
  const refused = new Failure(EXIT.usage, { type: "/problems/forbidden", title: "no" });
  await expect(held.again(refused)).rejects.toBe(refused);
});

test("H14: with --json a watched terminal gets one object a line; nobody watching gets nothing until the end", async () => {
  const watched = patience(1, true);
  await watched.untilGivenUp();
  expect(watched.said().trim().split("\n").map((line) => JSON.parse(line) as object)).toMatchObject([{ type: "/problems/unreachable", retry: 1, retryInSeconds: 0.5, givingUpInSeconds: 1 }, { retry: 2, retryInSeconds: 0.5, givingUpInSeconds: 0.5 }]);
  const alone = patience(1, true, false);
  await alone.untilGivenUp();
  expect(alone.said()).toBe("");
});
