import type { Surroundings } from "./command";
import type { Problem } from "./exit";
import { EXIT, Failure, usageFailure } from "./exit";

const DEFAULT_URL = "http://127.0.0.1:3000";
const MAX_WAIT_SECONDS = 60;
const MAX_RETRIES = 5;

/** A Switchback server as the command sees it: the public HTTP API with a token. */
export interface Api {
  readonly url: string;
  /** Sends JSON, reads JSON. @throws Failure when the server refuses (2) or cannot be reached (3) */
  readonly json: <Answer>(method: string, path: string, body?: unknown) => Promise<Answer>;
  /** Sends anything, gives the response as it is, once it is a success. Waits where the server says 429. */
  readonly send: (method: string, path: string, options?: { body?: BodyInit; headers?: Record<string, string>; accept?: readonly number[] }) => Promise<Response>;
}

/** `--url` or SWITCHBACK_URL, and SWITCHBACK_TOKEN. The token is never an option: command lines are seen by others.
 *  @throws Failure (usage) for an address that is none */
export function connect({ environment, fetch, pause }: Surroundings, url: string | undefined): Api {
  const base = (url ?? (environment.SWITCHBACK_URL || DEFAULT_URL)).replace(/\/+$/, "");
  if (!URL.canParse(base) || !/^https?:$/.test(new URL(base).protocol)) throw usageFailure(`“${base}” is not the address of a server: ${url === undefined ? "SWITCHBACK_URL" : "--url"} looks like ${DEFAULT_URL}`);
  const authorization: Record<string, string> = environment.SWITCHBACK_TOKEN ? { authorization: `Bearer ${environment.SWITCHBACK_TOKEN}` } : {};

  const send: Api["send"] = async (method, path, { body, headers = {}, accept = [] } = {}) => {
    for (let attempt = 0; ; attempt++) {
      const response = await reach(fetch, `${base}${path}`, { method, headers: { accept: "application/json", ...authorization, ...headers }, body: body ?? null });
      if (response.ok || accept.includes(response.status)) return response;
      if (response.status === 429 && attempt < MAX_RETRIES) {
        await pause(1000 * Math.min(MAX_WAIT_SECONDS, Number(response.headers.get("retry-after")) || 1));
        continue;
      }
      throw await refusal(response, method, path);
    }
  };
  const json: Api["json"] = async <Answer>(method: string, path: string, body?: unknown) => {
    const response = await send(method, path, body === undefined ? {} : { body: JSON.stringify(body), headers: { "content-type": "application/json" } });
    return (response.status === 204 ? null : await response.json()) as Answer;
  };
  return { url: base, json, send };
}

async function reach(fetch: Surroundings["fetch"], url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : error instanceof Error ? error.message : String(error);
    throw new Failure(EXIT.unreachable, {
      type: "/problems/unreachable", title: "The server cannot be reached", detail: `${new URL(url).origin}: ${cause}. Is it running? SWITCHBACK_URL says where.`,
    });
  }
}

async function refusal(response: Response, method: string, path: string): Promise<Failure> {
  const isProblem = response.headers.get("content-type")?.startsWith("application/problem+json") ?? false;
  const problem: Problem = isProblem
    ? ((await response.json()) as Problem)
    : { type: "about:blank", title: `${method} ${path} answered ${response.status} ${response.statusText}`, status: response.status };
  const hint = response.status === 401 ? { detail: `${(problem.detail ?? problem.title).replace(/\.$/, "")}. SWITCHBACK_TOKEN holds the token of your account page.` } : {};
  return new Failure(response.status >= 500 ? EXIT.unreachable : EXIT.usage, { ...problem, ...hint });
}
