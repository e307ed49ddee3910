import { z } from "zod";
import { resourceId } from "./params";

/** Every list on the wire: `{items, next}`; `next` is the cursor of the following page, null on the last. */
export const listOf = <Item extends z.ZodType>(item: Item) => z.object({ items: z.array(item), next: z.string().nullable() });

/** Query parameters of a paged list. A cursor is opaque: what `next` said. */
export const pageQuery = { cursor: resourceId.optional(), limit: z.coerce.number().int().min(1).max(500).default(50) };

/** A list that is short by nature (members, versions) and comes as one page. */
export const wholeList = <Item>(items: readonly Item[]): { items: readonly Item[]; next: null } => ({ items, next: null });
