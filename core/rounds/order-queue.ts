import type { Random } from "../statistics/random";
import { shuffled } from "../statistics/random";

/** Something with a place in a queue, by the prompt that must not come too soon again. */
export interface Queued {
  readonly prompt: string;
}

/** Puts blocks one behind the other, each in random order, so that two items of one prompt have at least `gap` others between them wherever that can be had.
 *  An item is drawn at random among those whose prompt is rested, except that prompts with so many items left that they cannot wait come first.
 *  Where every prompt left is too recent, the one that rested longest comes. O(items × p log p) for p prompts with several items. */
export function orderQueue<Item extends Queued>(blocks: readonly (readonly Item[])[], gap: number, random: Random): Item[] {
  const queue: Item[] = [];
  const lastAt = new Map<string, number>();
  const rested = ({ prompt }: Queued): boolean => queue.length - (lastAt.get(prompt) ?? -Infinity) > gap;
  for (const block of blocks) {
    const left = shuffled(block, random);
    const count = new Map<string, number>();
    for (const { prompt } of left) count.set(prompt, (count.get(prompt) ?? 0) + 1);
    const several = new Set([...count].flatMap(([prompt, held]) => (held > 1 ? [prompt] : [])));
    while (left.length > 0) {
      const urgent = mostUrgent(several, count, left.length, gap, (prompt) => rested({ prompt }));
      const found = left.findIndex((item) => (urgent === null ? rested(item) : item.prompt === urgent));
      const [item] = left.splice(found >= 0 ? found : longestRested(left, lastAt), 1);
      const remaining = count.get(item!.prompt)! - 1;
      count.set(item!.prompt, remaining);
      if (remaining < 2) several.delete(item!.prompt);
      lastAt.set(item!.prompt, queue.length);
      queue.push(item!);
    }
  }
  return queue;
}

/** The prompt that must come now, or null while anything may. A prompt with n items left can wait `places − ((n − 1) · (gap + 1) + 1)` places, else its last item comes too soon;
 *  when k prompts together can wait fewer than k places, the most pressed of them that is rested comes (earliest deadline first). */
function mostUrgent(several: ReadonlySet<string>, count: ReadonlyMap<string, number>, places: number, gap: number, rested: (prompt: string) => boolean): string | null {
  const slack = [...several].map((prompt) => ({ prompt, waits: places - ((count.get(prompt)! - 1) * (gap + 1) + 1) })).sort((a, b) => a.waits - b.waits);
  const pressed = slack.findLastIndex(({ waits }, at) => waits <= at);
  return pressed < 0 ? null : (slack.slice(0, pressed + 1).find(({ prompt }) => rested(prompt))?.prompt ?? null);
}

function longestRested(left: readonly Queued[], lastAt: ReadonlyMap<string, number>): number {
  let best = 0;
  for (const [i, { prompt }] of left.entries()) if ((lastAt.get(prompt) ?? -1) < (lastAt.get(left[best]!.prompt) ?? -1)) best = i;
  return best;
}

/** How many items come sooner after another of their prompt than the gap allows. */
export function tooSoon(queue: readonly Queued[], gap: number): number {
  const lastAt = new Map<string, number>();
  let soon = 0;
  for (const [at, { prompt }] of queue.entries()) {
    if (at - (lastAt.get(prompt) ?? -Infinity) <= gap) soon++;
    lastAt.set(prompt, at);
  }
  return soon;
}
