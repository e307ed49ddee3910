import { randomBytes, randomUUID } from "node:crypto";

/** A new UUID v7 (RFC 9562 §5.7): 48 bits of milliseconds, then 74 random bits, so that ids made later sort later to the millisecond. */
export function newId(now: number = Date.now()): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(now, 0, 6);
  bytes[6] = 0x70 | (bytes[6]! & 0x0f);
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  const hex = bytes.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** A new UUID v4: it says nothing, not even when it was made. Traces have such ids, since a blind reader sees them and traces of one checkpoint are often imported together. */
export const opaqueId = (): string => randomUUID();
