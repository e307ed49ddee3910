import type { PGlite } from "@electric-sql/pglite";
import { parse, protocol } from "@electric-sql/pglite";
import type { Queryable } from "./database";

/** What the server said of a statement when it was prepared. */
interface Prepared {
  readonly name: string;
  readonly parameterTypes: readonly number[];
  /** The message that describes its rows; none for a statement without rows. */
  readonly described: readonly Message[];
  uses: number;
}
type Message = Awaited<ReturnType<PGlite["execProtocolStream"]>>[number];
type Values = NonNullable<NonNullable<Parameters<typeof protocol.serialize.bind>[0]>["values"]>;

/** Statements kept by the embedded server. Texts are constants, but for the combinations of filters. */
const MOST_KEPT = 500;
/** Then it is planned anew: nothing on the embedded home gathers statistics by itself, and a plan made for an empty table would stay for ever. */
const MOST_USES = 500;

/** PGlite's own `query` parses, plans and describes anew and crosses into WebAssembly six times; a statement that is kept crosses once:
 *  a fifth of the time or less (docs/decisions/0049). The caller holds the turn (`_runExclusiveTransaction`, or a transaction of its own). */
export function preparedStatements(database: PGlite): Queryable & { forget(): void } {
  const kept = new Map<string, Prepared>();
  let made = 0;

  const prepare = async (text: string): Promise<Prepared> => {
    const name = `s${++made}`;
    const messages = await database.execProtocolStream(Buffer.concat([
      protocol.serialize.parse({ name, text }), protocol.serialize.describe({ type: "S", name }), protocol.serialize.sync(),
    ]), { syncToFs: false });
    return { name, parameterTypes: parse.parseDescribeStatementResults(messages), described: messages.filter(({ name: kind }) => kind === "rowDescription"), uses: 0 };
  };
  const evict = async (text: string, { name }: Prepared): Promise<void> => {
    kept.delete(text);
    await database.execProtocolStream(Buffer.concat([protocol.serialize.close({ type: "S", name }), protocol.serialize.sync()]), { syncToFs: false });
  };
  const preparedFor = async (text: string): Promise<Prepared> => {
    const known = kept.get(text);
    if (known && known.uses >= MOST_USES) await evict(text, known);
    const prepared = kept.get(text) ?? await prepare(text);
    prepared.uses++;
    kept.delete(text); // and set again: the first of the map is the one used longest ago
    kept.set(text, prepared);
    const [oldest] = kept;
    if (oldest && kept.size > MOST_KEPT) await evict(...oldest);
    return prepared;
  };
  const valuesOf = ({ parameterTypes }: Prepared, parameters: readonly unknown[]): Values => parameters.map((parameter, index) => {
    if (parameter === null || parameter === undefined) return null;
    const serialize = database.serializers[parameterTypes[index] ?? 0];
    return serialize ? serialize(parameter) as string : String(parameter);
  });

  const query = <Row>(text: string, parameters: readonly unknown[] = []): Promise<Row[]> => database._runExclusiveQuery(async () => {
    const prepared = await preparedFor(text);
    const messages = await database.execProtocolStream(Buffer.concat([
      protocol.serialize.bind({ statement: prepared.name, values: valuesOf(prepared, parameters) }), protocol.serialize.execute({}), protocol.serialize.sync(),
    ]), { syncToFs: false }); // Node's file system has nothing to copy: a commit is on the disk when it answers (embedded.ts)
    return (parse.parseResults([...prepared.described, ...messages], database.parsers)[0]?.rows ?? []) as Row[];
  });
  return { query, forget: () => { kept.clear(); } };
}
