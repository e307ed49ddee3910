import type { Browser, BrowserContext } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { api, openBrowser, openPage, setUp, signIn, type WatchedPage } from "./browser";
import { startServer, type RunningServer } from "./server";

/** What the tests of one file share: a server with its first account, and a browser. */
export interface Stage {
  readonly server: RunningServer;
  readonly origin: string;
  /** Of the first account; admin scope. */
  readonly token: string;
  readonly browser: Browser;
  /** Calls the HTTP API as the first person. */
  readonly api: <Answer>(method: string, path: string, input?: unknown) => Promise<Answer>;
  /** Starts a server that was killed again, with its data, at its address. */
  readonly comeBack: () => Promise<void>;
  /** A page in a browser of its own in which the first person is signed in, wherever it stands: the test opens what it wants. */
  readonly signedIn: (options?: Parameters<typeof openPage>[1]) => Promise<WatchedPage>;
}

/** Sets a stage before the tests of the file and clears it after them. @param prepare what else the tests find there */
export function setStage(prepare: (stage: Stage) => Promise<void> = () => Promise.resolve()): Stage {
  let server: RunningServer | null = null;
  let browser: Browser | null = null;
  let token = "";
  /** The first person's session, which every page takes over while it lasts: to sign in takes longer than many a test. */
  let session: Awaited<ReturnType<BrowserContext["storageState"]>> | undefined;
  const there = <Thing>(thing: Thing | null): Thing => { if (thing === null) throw new Error("the stage is set when the tests run"); return thing; };
  const stage: Stage = {
    get server() { return there(server); },
    get origin() { return there(server).origin; },
    get token() { return token; },
    get browser() { return there(browser); },
    api: (method, path, input) => api(stage.origin, stage.token, method, path, input),
    comeBack: async () => { server = await startServer({ folder: stage.server.folder, port: Number(new URL(stage.origin).port) }); },
    signedIn: async (options = {}) => {
      const watched = await openPage(stage.browser, { ...options, ...(session && { storageState: session }) });
      const { page } = watched;
      if (session && (await page.request.get(`${stage.origin}/account`, { maxRedirects: 0 })).ok()) return watched;
      await signIn(page, stage.origin);
      session = await page.context().storageState();
      return watched;
    },
  };
  beforeAll(async () => {
    server = await startServer();
    browser = await openBrowser();
    token = await setUp(server.origin);
    await prepare(stage);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });
  return stage;
}
