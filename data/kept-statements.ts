import type { PGlite, QueryOptions, Results } from "@electric-sql/pglite";
import { parse, protocol, types } from "@electric-sql/pglite";

type Message = Awaited<ReturnType<PGlite["execProtocolStream"]>>[number];
type Values = NonNullable<NonNullable<Parameters<typeof protocol.serialize.bind>[0]>["values"]>;

/** Their binary form is their UTF-8. PGlite counts the bytes of a text one by one, twice; bytes it takes as they are, in half the time. */
const SENT_AS_BYTES: ReadonlySet<number> = new Set([types.TEXT, types.VARCHAR, types.JSON]);

/** What the server said of a statement when it was prepared. */
interface Kept {
  readonly name: string;
  readonly parameterTypes: readonly number[];
  /** The message that describes its rows; none for a statement without rows. */
  readonly described: readonly Message[];
  uses: number;
}

/** Statements kept by the embedded server. Texts are constants, but for the combinations of filters. */
const MOST_KEPT = 500;
/** Then it is planned anew: nothing on the embedded home gathers statistics by itself, and a plan made for an empty table would stay for ever. */
const MOST_USES = 500;

/** Prepared statements of PGlite, by their text. PGlite's own `query` parses, plans and describes anew and crosses into WebAssembly six times; a statement
 *  that is kept crosses once, in a fifth of the time (docs/decisions/0049). The caller sees to it that nobody else asks meanwhile. */
export class KeptStatements {
  readonly #kept = new Map<string, Kept>();
  #made = 0;

  constructor(private readonly database: PGlite) {}

  async run<Row>(text: string, parameters: readonly unknown[], options?: Pick<QueryOptions, "rowMode" | "parsers">): Promise<Results<Row>> {
    const kept = await this.#keptFor(text);
    const messages = await this.#send(protocol.serialize.bind({ statement: kept.name, values: this.#valuesOf(kept, parameters) }), protocol.serialize.execute({}));
    return parse.parseResults([...kept.described, ...messages], this.database.parsers, options)[0] as Results<Row>;
  }

  /** Prepares everything anew: tables may have changed, and with them what a statement answers. */
  forget(): void {
    this.#kept.clear();
  }

  async #keptFor(text: string): Promise<Kept> {
    const known = this.#kept.get(text);
    if (known && known.uses >= MOST_USES) await this.#evict(text, known);
    const kept = this.#kept.get(text) ?? await this.#prepare(text);
    kept.uses++;
    this.#kept.delete(text); // and set again: the first of the map is the one used longest ago
    this.#kept.set(text, kept);
    const [oldest] = this.#kept;
    if (oldest && this.#kept.size > MOST_KEPT) await this.#evict(...oldest);
    return kept;
  }

  async #prepare(text: string): Promise<Kept> {
    const name = `kept-${++this.#made}`;
    const messages = await this.#send(protocol.serialize.parse({ name, text }), protocol.serialize.describe({ type: "S", name }));
    return { name, parameterTypes: parse.parseDescribeStatementResults(messages), described: messages.filter((message) => message.name === "rowDescription"), uses: 0 };
  }

  async #evict(text: string, { name }: Kept): Promise<void> {
    this.#kept.delete(text);
    await this.#send(protocol.serialize.close({ type: "S", name }));
  }

  #valuesOf({ parameterTypes }: Kept, parameters: readonly unknown[]): Values {
    return parameters.map((parameter, index) => {
      if (parameter === null || parameter === undefined) return null;
      const type = parameterTypes[index] ?? 0;
      if (SENT_AS_BYTES.has(type) && typeof parameter === "string") return Buffer.from(parameter, "utf8");
      if (type === types.BYTEA && parameter instanceof Uint8Array) return parameter;
      const serialize = this.database.serializers[type];
      return serialize ? serialize(parameter) as string : String(parameter);
    });
  }

  /** One crossing; with its own sync, so that an error leaves nothing behind. */
  #send(...messages: readonly Uint8Array[]): Promise<Message[]> {
    return this.database.execProtocolStream(Buffer.concat([...messages, protocol.serialize.sync()]), { syncToFs: false });
  }
}
