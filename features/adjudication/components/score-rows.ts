import { type Bar, type Block, isIn, type Lane } from "./score-model";

/** What of the lanes lies in one block. */
export interface RowLanes {
  readonly result: Lane;
  readonly layers: readonly Lane[];
}

type Rows = ReadonlyMap<string, RowLanes>;

/** Deals the lanes out to the blocks, block by block. A block in which nothing changed gets the very lanes that it had before, so that a step of the adjudicator draws the few blocks anew that it is about, not the whole text. */
export function rowDealer(): (blocks: readonly Block[], result: Lane, layers: readonly Lane[]) => Rows {
  let before: Rows = new Map();
  return (blocks, result, layers) => {
    const dealt = [result, ...layers].map((lane) => dealLane(blocks, lane));
    const rows = new Map(blocks.map(({ key }, at): [string, RowLanes] => {
      const [own, ...others] = dealt.map((lane) => lane[at]!);
      const held = before.get(key);
      return [key, held && sameLane(held.result, own!) && held.layers.length === others.length && held.layers.every((lane, k) => sameLane(lane, others[k]!)) ? held : { result: own!, layers: others }];
    }));
    before = rows;
    return rows;
  };
}

/** A lane cut to each block, in their order. The cost is in bars, not in blocks × bars: each is dealt to the blocks from the one on in which it begins. */
function dealLane(blocks: readonly Block[], lane: Lane): Lane[] {
  const bars = blocks.map((): Bar[] => []);
  const unread = blocks.map((): Lane["unread"][number][] => []);
  const deal = <Range extends Lane["unread"][number]>(ranges: readonly Range[], into: Range[][]): void => {
    for (const range of ranges) {
      for (let at = firstBlock(blocks, range); at < blocks.length && blocks[at]!.field === range.field && blocks[at]!.start < range.end; at++) if (isIn(range, blocks[at]!)) into[at]!.push(range);
    }
  };
  deal(lane.bars, bars);
  deal(lane.unread, unread);
  return blocks.map((_, at) => ({ ...lane, bars: bars[at]!, unread: unread[at]! }));
}

/** Of the range's field the last block that begins at or before it, else the first. Blocks stand field by field, each in order. */
function firstBlock(blocks: readonly Block[], { field, start }: Lane["unread"][number]): number {
  const first = blocks.findIndex((block) => block.field === field);
  if (first < 0) return blocks.length;
  let [low, high] = [first, blocks.findLastIndex((block) => block.field === field)];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (blocks[middle]!.start <= start) low = middle;
    else high = middle - 1;
  }
  return low;
}

const sameLane = (a: Lane, b: Lane): boolean => a.id === b.id && a.name === b.name && sameItems(a.bars, b.bars) && sameItems(a.unread, b.unread);

/** Bars and gaps are flat. */
const sameItems = (a: readonly object[], b: readonly object[]): boolean =>
  a.length === b.length && a.every((one, k) => one === b[k] || Object.entries(one).every(([name, value]) => (b[k] as Readonly<Record<string, unknown>>)[name] === value));
