import type { Tiers } from "@/core/ranking/tiers";

/** An order that is not saved yet, with the revision that it was made on; kept in this browser so that a reload loses nothing. */
export interface Draft {
  readonly revision: number;
  readonly tiers: Tiers;
  readonly reason: string;
}

const nameOf = (key: string): string => `switchback.ranking:${key}`;

export function heldDraft(key: string): Draft | null {
  try {
    const held = JSON.parse(localStorage.getItem(nameOf(key)) ?? "null") as Draft | null;
    return held && typeof held.revision === "number" && Array.isArray(held.tiers) && typeof held.reason === "string" ? held : null;
  } catch {
    return null; // storage switched off, or something else's value
  }
}

export function keepDraft(key: string, draft: Draft): void {
  try {
    localStorage.setItem(nameOf(key), JSON.stringify(draft));
  } catch {
    return; // a private window: the order holds until it closes
  }
}

export function dropDraft(key: string): void {
  try {
    localStorage.removeItem(nameOf(key));
  } catch {
    return;
  }
}
