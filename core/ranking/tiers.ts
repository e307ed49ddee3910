/** An order with ties: best tier first, each tier at least one item, no item twice. What is in none of them is not ranked yet. */
export type Tiers = readonly (readonly string[])[];

/** How many traces are put side by side. */
export const RANKED = { least: 2, most: 9 } as const;

export const isRanked = (tiers: Tiers, id: string): boolean => tiers.some((tier) => tier.includes(id));

/** Place of an item's tier, from 0, or null. */
export const tierOf = (tiers: Tiers, id: string): number | null => {
  const at = tiers.findIndex((tier) => tier.includes(id));
  return at < 0 ? null : at;
};

/** What is wrong with an order of these items, or null. */
export function tiersFault(tiers: Tiers, items: readonly string[]): "empty-tier" | "unknown-item" | "twice" | null {
  const all = tiers.flat();
  if (tiers.some((tier) => tier.length === 0)) return "empty-tier";
  if (all.some((id) => !items.includes(id))) return "unknown-item";
  return new Set(all).size === all.length ? null : "twice";
}

const without = (tiers: Tiers, id: string): string[][] => tiers.map((tier) => tier.filter((other) => other !== id));
const filled = (tiers: Tiers): Tiers => tiers.filter((tier) => tier.length > 0);

/** One step up (or down, with `direction` 1): a tie with the neighbour first, then past it. What is not ranked yet enters at the end (or at the start). At the edge nothing changes. */
export function moveBy(tiers: Tiers, id: string, direction: -1 | 1): Tiers {
  const at = tierOf(tiers, id);
  if (at === null) return direction === -1 ? [...tiers, [id]] : [[id], ...tiers];
  const rest = without(tiers, id);
  if (tiers[at]!.length > 1) return [...rest.slice(0, direction === -1 ? at : at + 1), [id], ...rest.slice(direction === -1 ? at : at + 1)];
  const next = at + direction;
  return tiers[next] ? filled(rest.map((tier, k) => (k === next ? [...tier, id] : tier))) : tiers;
}

/** Into the tier at a place, as a tie with what is there; a place behind the last makes a tier of its own. */
export function placeIn(tiers: Tiers, id: string, place: number): Tiers {
  if (tierOf(tiers, id) === place && tiers[place]!.length > 0) return tiers;
  const rest = without(tiers, id);
  return filled(place >= rest.length ? [...rest, [id]] : rest.map((tier, k) => (k === place ? [...tier, id] : tier)));
}

/** Place of a tier as in sports, from 1: what follows two firsts is third. */
export const placeOf = (tiers: Tiers, tier: number): number => 1 + tiers.slice(0, tier).reduce((sum, { length }) => sum + length, 0);

/** To the place of that number as it is shown: a tie with those who have it, else a tier of its own where it belongs, at the end at most. */
export function placeAt(tiers: Tiers, id: string, place: number): Tiers {
  const rest = takeOut(tiers, id);
  const same = rest.findIndex((_, tier) => placeOf(rest, tier) === place);
  if (same >= 0) return rest.map((tier, k) => (k === same ? [...tier, id] : tier));
  const behind = rest.findIndex((_, tier) => placeOf(rest, tier) > place);
  return placeBefore(rest, id, behind < 0 ? rest.length : behind);
}

/** Into a tier of its own before the tier at a place; at the number of tiers: last. */
export function placeBefore(tiers: Tiers, id: string, place: number): Tiers {
  const rest = without(tiers, id);
  return filled([...rest.slice(0, place), [id], ...rest.slice(place)]);
}

export const takeOut = (tiers: Tiers, id: string): Tiers => filled(without(tiers, id));
