import type { Random } from "../statistics/random";
import { randomIndex, shuffled } from "../statistics/random";

/** Gives each item to as many different people as it wants, always to those with the fewest so far, chance deciding among equals:
 *  loads differ by at most one, and who meets whom on one item is mixed.
 *  @param load how much each has already; changed in place, so that several deals add up
 *  @throws RangeError when an item wants more people than there are */
export function dealTraces<Item>(items: readonly { readonly item: Item; readonly fold: number }[], load: Map<string, number>, random: Random): Map<string, Item[]> {
  const hands = new Map([...load.keys()].map((person): [string, Item[]] => [person, []]));
  for (const { item, fold } of items) {
    if (fold > load.size) throw new RangeError(`${fold} people are wanted and there are ${load.size}`);
    const chosen = shuffled([...load.keys()], random).sort((a, b) => load.get(a)! - load.get(b)!).slice(0, fold);
    for (const person of chosen) {
      hands.get(person)!.push(item);
      load.set(person, load.get(person)! + 1);
    }
  }
  return hands;
}

/** Picks so many of a list, spread evenly over it (systematic, with a random start): of a list in order of strata it takes about the same share of each.
 *  Every item has the same chance. @param count at most the length of the list */
export function spreadCount<Item>(items: readonly Item[], count: number, random: Random): Set<Item> {
  const start = randomIndex(random, Math.max(1, items.length));
  const before = (i: number): number => Math.floor((i * count + start) / items.length);
  return new Set(items.filter((_, i) => before(i + 1) > before(i)));
}
