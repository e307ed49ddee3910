import { z } from "zod";

/** What names an annotator, a document, a unit or a class. Numbers and booleans name too: 7 is "7". */
export const Name = z.union([z.string(), z.number(), z.boolean()]).transform(String);

/** A coded value; `null` is missing, false and true are 0 and 1. */
export const CodedValue = z.union([z.number(), z.string(), z.boolean().transform(Number), z.null()]);

/** A number, or a yes or no that counts as 1 or 0. */
export const Countable = z.union([z.number(), z.boolean().transform(Number)]);
