import { fail, succeed } from "@/core/result";
import type { Result } from "@/core/result";

/** Why a body is not JSON that the server takes in. */
export type BodyFault =
  | { readonly kind: "malformed-body"; readonly detail: string }
  | { readonly kind: "too-large"; readonly detail: string }
  | { readonly kind: "unsupported-media-type"; readonly detail: string }
  | { readonly kind: "invalid-input"; readonly detail: string; readonly errors: readonly { readonly field: string; readonly message: string }[] };

/** Nested arrays and objects in one body: far above any input of ours, far below what overflows a stack. */
const MOST_DEPTH = 64;

/** Reads a request's body as JSON within `mostBytes`, refusing what could do harm later: other encodings than UTF-8, deep nesting,
 *  `__proto__` as a key, and U+0000 or half a surrogate pair in a string (no database text can hold them, and a text is never changed silently). */
export async function readJson(request: Request, mostBytes: number): Promise<Result<unknown, BodyFault>> {
  const type = request.headers.get("content-type") ?? "";
  if (!/^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i.test(type)) return fail({ kind: "unsupported-media-type", detail: "send JSON with Content-Type: application/json" });
  const text = await readText(request, mostBytes);
  return text.ok ? parseJson(text.value) : text;
}

/** The body as UTF-8 text, at most `mostBytes` long. */
async function readText(request: Request, mostBytes: number): Promise<Result<string, BodyFault>> {
  const tooLarge = fail({ kind: "too-large", detail: `at most ${mostBytes} bytes` } as const);
  if (Number(request.headers.get("content-length") ?? 0) > mostBytes) return tooLarge;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > mostBytes) return tooLarge;
    chunks.push(chunk);
  }
  try {
    return succeed(new TextDecoder("utf-8", { fatal: true }).decode(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)));
  } catch {
    return fail({ kind: "malformed-body", detail: "the body is not UTF-8" });
  }
}

/** Parses JSON text under the rules above. */
export function parseJson(text: string): Result<unknown, BodyFault> {
  if (depthOf(text) > MOST_DEPTH) return fail({ kind: "malformed-body", detail: `nested deeper than ${MOST_DEPTH} levels` });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return fail({ kind: "malformed-body", detail: error instanceof SyntaxError ? error.message : "not JSON" });
  }
  // Harmful keys and characters need an escape or the word itself, so most bodies are never walked.
  const errors = /\\u0000|\\ud[89a-f]|\\u005f|__proto__/i.test(text) ? harms(value) : [];
  return errors.length > 0 ? fail({ kind: "invalid-input", detail: "the body holds what cannot be stored", errors }) : succeed(value);
}

function harms(root: unknown): { field: string; message: string }[] {
  const found: { field: string; message: string }[] = [];
  const waiting: { path: string; value: unknown }[] = [{ path: "", value: root }];
  for (let at = waiting.pop(); at !== undefined && found.length < 20; at = waiting.pop()) {
    if (typeof at.value === "string") {
      if (at.value.includes("\0")) found.push({ field: at.path, message: "holds U+0000, which cannot be stored" });
      else if (/\p{Surrogate}/u.test(at.value)) found.push({ field: at.path, message: "holds half a surrogate pair" });
    } else if (typeof at.value === "object" && at.value !== null) {
      for (const [key, value] of Object.entries(at.value)) {
        const path = at.path === "" ? key : `${at.path}.${key}`;
        if (key === "__proto__") found.push({ field: path, message: "is not a name that can be used" });
        else if (key.includes("\0") || /\p{Surrogate}/u.test(key)) found.push({ field: at.path, message: "has a name that cannot be stored" });
        else waiting.push({ path, value });
      }
    }
  }
  return found;
}

/** Deepest nesting of brackets outside strings, in one pass, before anything recursive sees the text. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 34) i = endOfString(text, i);
    else if (unit === 91 || unit === 123) deepest = Math.max(deepest, ++depth);
    else if (unit === 93 || unit === 125) depth--;
  }
  return deepest;
}

function endOfString(text: string, open: number): number {
  for (let close = text.indexOf('"', open + 1); close !== -1; close = text.indexOf('"', close + 1)) {
    let backslashes = 0;
    while (text.charCodeAt(close - 1 - backslashes) === 92) backslashes++;
    if (backslashes % 2 === 0) return close;
  }
  return text.length;
}
