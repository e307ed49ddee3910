import { z } from "zod";

/** An id in an address or a query: ours are UUIDs, imported ones may be anything printable. Control characters and halves of surrogate pairs are nothing that a database holds. */
export const resourceId = z.string().min(1).max(1000).regex(/^[^\p{Cc}\p{Cs}]+$/u, "holds a character that no id has");

/** Parameters of every path below /projects/{slug}; extend it with what follows. */
export const ProjectParams = z.object({ slug: resourceId });
