import type { JsonObject, JsonValue } from "./json-text";
import { isList, isObject, member } from "./json-text";
import { asText } from "./scalar";

/** A chat taken apart: what was asked, and the last assistant message's reasoning (where it has a key of its own) and content. */
export interface ChatParts {
  readonly prompt?: string;
  readonly reasoning?: string;
  readonly content?: string;
  /** The prompt was joined from several messages: its shape is not the file's. */
  readonly joined: boolean;
}

/** Reads `messages[]` (role/content, or from/value of ShareGPT). One user message is the prompt as it is; a longer history is joined as "role: content" blocks.
 *  Thinking parts of a content list ({type: "thinking" | "reasoning"}) are reasoning. Not a chat: nothing of these. */
export function chatParts(value: JsonValue): ChatParts {
  if (!isList(value)) return { joined: false };
  const messages = value.filter(isObject);
  const last = messages.findLastIndex((message) => ASSISTANT.has(roleOf(message)));
  const history = (last < 0 ? messages : messages.slice(0, last)).map((message) => ({ role: roleOf(message), text: contentOf(message) ?? "" }));
  const asked = history.filter(({ role }) => role !== "system");
  const prompt = history.length === 0 ? undefined : asked.length === 1 && history.length === 1 ? asked[0]!.text : history.map(({ role, text }) => `${role}: ${text}`).join("\n\n");
  const answer = messages[last];
  const reasoning = answer && reasoningOf(answer);
  const content = answer && contentOf(answer);
  return { joined: history.length > 1, ...(prompt === undefined ? {} : { prompt }), ...(reasoning === undefined ? {} : { reasoning }), ...(content === undefined ? {} : { content }) };
}

const ASSISTANT = new Set(["assistant", "gpt", "model", "bot"]);

const roleOf = (message: JsonObject): string => asText(member(message, "role") ?? member(message, "from")) ?? "";

const REASONING_KEYS = ["reasoning_content", "reasoning", "thinking"];
const THINKING_PARTS = new Set(["thinking", "reasoning"]);

function reasoningOf(message: JsonObject): string | undefined {
  for (const key of REASONING_KEYS) {
    const held = asText(member(message, key));
    if (held) return held;
  }
  const thinking = partsOf(message).filter((part) => THINKING_PARTS.has(asText(member(part, "type")) ?? ""));
  return thinking.length > 0 ? thinking.map((part) => asText(member(part, "thinking") ?? member(part, "reasoning") ?? member(part, "text")) ?? "").join("") : undefined;
}

function contentOf(message: JsonObject): string | undefined {
  const parts = partsOf(message).filter((part) => !THINKING_PARTS.has(asText(member(part, "type")) ?? ""));
  if (parts.length > 0) return parts.map((part) => asText(member(part, "text")) ?? "").join("");
  return asText(member(message, "content") ?? member(message, "value"));
}

function partsOf(message: JsonObject): readonly JsonObject[] {
  const content = member(message, "content");
  return isList(content) ? content.filter(isObject) : [];
}
