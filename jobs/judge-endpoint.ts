import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import type { JudgePrompt } from "@/core/detectors/judge-prompt";
import type { JudgeUsage } from "@/core/detectors/judge-cost";
import { pauseBefore } from "@/core/detectors/judge-cost";
import type { JudgeSettings } from "@/core/detectors/judge-settings";

/** Why an address may not be asked, or null: its host must be listed; a private address only where the list names just that host and port. */
export async function endpointRefusal(endpoint: string, hosts: readonly string[]): Promise<string | null> {
  const url = new URL(endpoint);
  if (url.protocol !== "https:" && url.protocol !== "http:") return "the address is neither https nor http";
  if (url.username !== "" || url.password !== "") return "the address holds a password";
  const literal = url.hostname === "localhost" || isIP(url.hostname.replace(/^\[|\]$/g, "")) !== 0;
  if (hosts.includes(url.host) && (url.port !== "" || literal)) return null; // named with its port, or by its address: the operator means exactly this
  if (!hosts.includes(url.hostname)) return `the operator does not allow ${url.hostname}: JUDGE_HOSTS lists what may be asked`;
  if (url.protocol !== "https:") return "without a port in JUDGE_HOSTS only https is allowed";
  const addresses = isIP(url.hostname.replace(/^\[|\]$/g, "")) ? [{ address: url.hostname.replace(/^\[|\]$/g, "") }] : await lookup(url.hostname, { all: true }).catch(() => []);
  if (addresses.length === 0) return `${url.hostname} has no address`;
  return addresses.some(({ address }) => isPrivate(address)) ? `${url.hostname} is a private address: list it with its port` : null;
}

/** Loopback, link-local, private and unspecified ranges of IPv4 and IPv6. */
export function isPrivate(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
  if (isIP(mapped) === 4) {
    const [a, b] = mapped.split(".").map(Number) as [number, number];
    return a === 0 || a === 10 || a === 127 || (a === 169 && b === 254) || (a === 172 && b >= 16 && b <= 31) || (a === 192 && b === 168) || (a === 100 && b >= 64 && b <= 127) || a >= 224;
  }
  return /^(::1?$|f[cd]|fe[89ab])/i.test(mapped);
}

export interface JudgeReply {
  readonly text: string;
  readonly usage: JudgeUsage;
}

/** The endpoint failed for good on this request: it refused it, or kept failing. */
export class JudgeFailed extends Error {
  override readonly name = "JudgeFailed";
}

/** Most of an answer that is read. */
const MOST_BYTES = 4 * 2 ** 20;

/** Asks once, and again after a pause while the endpoint is busy (429), failing (5xx), silent or unreachable. Redirects are not followed: they lead to hosts that nobody allowed.
 *  @throws JudgeFailed when it refuses, or after the last attempt */
export async function askJudge(settings: JudgeSettings, key: string | undefined, prompt: JudgePrompt, { sleep, now, stopped }: { sleep: (ms: number) => Promise<void>; now: () => Date; stopped: () => void }): Promise<JudgeReply> {
  let reason = "";
  for (let attempt = 0; attempt < settings.attempts; attempt++) {
    stopped();
    const tried = await ask(settings, key, prompt);
    if (tried.kind === "answer") return tried.reply;
    if (tried.kind === "refused") throw new JudgeFailed(tried.reason);
    reason = tried.reason;
    if (attempt + 1 < settings.attempts) await sleep(pauseBefore(attempt, tried.retryAfter, now()));
  }
  throw new JudgeFailed(`${settings.attempts} attempts failed, the last one: ${reason}`);
}

type Tried = { readonly kind: "answer"; readonly reply: JudgeReply } | { readonly kind: "again"; readonly reason: string; readonly retryAfter: string | null } | { readonly kind: "refused"; readonly reason: string };

async function ask(settings: JudgeSettings, key: string | undefined, { system, user, schema }: JudgePrompt): Promise<Tried> {
  try {
    const response = await fetch(`${settings.endpoint.replace(/\/$/, "")}/chat/completions`, {
      method: "POST", redirect: "error", signal: AbortSignal.timeout(settings.timeoutSeconds * 1000),
      headers: { "content-type": "application/json", ...(key === undefined ? {} : { authorization: `Bearer ${key}` }) },
      body: JSON.stringify({
        model: settings.model, temperature: settings.temperature, max_tokens: settings.maxOutputTokens, messages: [{ role: "system", content: system }, { role: "user", content: user }],
        response_format: { type: "json_schema", json_schema: { name: "spans", strict: true, schema } },
      }),
    });
    if (response.status === 429 || response.status >= 500) {
      await response.body?.cancel();
      return { kind: "again", reason: `the endpoint answered ${response.status}`, retryAfter: response.headers.get("retry-after") };
    }
    const text = await bounded(response);
    return response.ok ? { kind: "answer", reply: readReply(text) } : { kind: "refused", reason: `the endpoint answered ${response.status}: ${text.slice(0, 200)}` };
  } catch (error) {
    return { kind: "again", reason: error instanceof Error && error.name === "TimeoutError" ? `no answer within ${settings.timeoutSeconds} s` : `the endpoint could not be reached: ${error instanceof Error ? error.message : String(error)}`, retryAfter: null };
  }
}

async function bounded(response: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.byteLength;
    if (size > MOST_BYTES) break;
    parts.push(part);
  }
  return new TextDecoder().decode(Buffer.concat(parts));
}

/** The content of the first choice; a body that is no completion counts as an answer without JSON. */
function readReply(body: string): JudgeReply {
  const none = { inputTokens: 0, outputTokens: 0 };
  try {
    const { choices, usage } = JSON.parse(body) as { choices?: { message?: { content?: unknown } }[]; usage?: { prompt_tokens?: number; completion_tokens?: number } };
    const content = choices?.[0]?.message?.content;
    return { text: typeof content === "string" ? content : "", usage: { inputTokens: Number(usage?.prompt_tokens ?? 0), outputTokens: Number(usage?.completion_tokens ?? 0) } };
  } catch {
    return { text: "", usage: none }; // not JSON: told as an unreadable answer
  }
}
