import { ANSWERS_TABLE, RELATIONS_TABLE, SPANS_TABLE, TRACES_TABLE } from "./parquet-tables";
import type { ParquetColumn } from "./parquet-write";

/** The Parquet tables of a release, with their columns and what one row is. */
export const RELEASE_TABLES: readonly { readonly name: "traces" | "spans" | "relations" | "answers"; readonly row: string; readonly columns: readonly Pick<ParquetColumn<never>, "name" | "type">[] }[] = [
  { name: "traces", row: "one generated text with its prompt", columns: TRACES_TABLE },
  { name: "spans", row: "one labelled range of one annotation", columns: SPANS_TABLE },
  { name: "relations", row: "one link from a span to a span, a range or the prompt", columns: RELATIONS_TABLE },
  { name: "answers", row: "one answered question about a trace", columns: ANSWERS_TABLE },
];
