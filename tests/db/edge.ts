import type { Database } from "@/data/database";
import { forgetTokens } from "@/web/bearer";
import { forgetPlaces } from "@/web/project-scope";
import type { Handler } from "@/web/route";
import { forgetSessions } from "@/web/session-cache";

/** Origin that the tests' browser sees. */
export const ORIGIN = "http://labels.example.org";

process.env.AUTH_SECRET = "🙂 a secret of the tests, long enough";
process.env.SWITCHBACK_SETUP_TOKEN = "setup-token-of-the-tests";
process.env.APP_URL = ORIGIN;

/** Lets the edge answer from this database, as a server process that has just started. */
export function serveFrom(db: Database): void {
  (globalThis as typeof globalThis & { switchbackDatabase?: Promise<Database> }).switchbackDatabase = Promise.resolve(db);
  forgetTokens();
  forgetSessions();
  forgetPlaces();
}

export interface Asked {
  readonly method?: string;
  readonly path?: string;
  readonly params?: Readonly<Record<string, string>>;
  readonly token?: string;
  readonly cookie?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly input?: unknown;
}

/** Sends a request through a handler, as Next would. */
export function ask(handler: Handler, { method, path = "/", params = {}, token, cookie, headers = {}, input }: Asked = {}): Promise<Response> {
  const request = new Request(ORIGIN + path, {
    method: method ?? (input === undefined ? "GET" : "POST"),
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }), ...(cookie === undefined ? {} : { cookie }),
      ...(input === undefined ? {} : { "content-type": "application/json" }), ...headers,
    },
    ...(input === undefined ? {} : { body: JSON.stringify(input) }),
  });
  return handler(request, { params: Promise.resolve(params) });
}

export const problemOf = async (response: Response): Promise<{ status: number; kind: unknown }> => {
  const body: unknown = await response.json();
  return { status: response.status, kind: typeof body === "object" && body !== null && "kind" in body ? body.kind : undefined };
};
