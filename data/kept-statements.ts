import type { PGlite, QueryOptions, Results } from "@electric-sql/pglite";
import { messages, parse, protocol, types } from "@electric-sql/pglite";
import { EmbeddedAnswer } from "./embedded-answer";

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
  readonly columns: Results["fields"];
  readonly plannedAt: number;
  /** The last run took longer than a plan does. */
  slow: boolean;
}

/** Statements kept by the embedded server. Texts are constants, but for the combinations of filters. */
const MOST_KEPT = 500;
/** ms, after which a statement is planned anew (docs/decisions/0199): nothing on the embedded home says that tables have grown, and a plan made for empty ones would stay for ever. */
const PLAN_LASTS = 20_000;
/** ms of a run, after which the next one has a plan of its own: many times what planning takes. */
const SLOW = 100;

/** Prepared statements of PGlite, by their text. PGlite's own `query` parses, plans and describes anew and crosses into WebAssembly six times; a statement
 *  that is kept crosses once, in a fifth of the time (docs/decisions/0049). The caller sees to it that nobody else asks meanwhile. */
export class KeptStatements {
  readonly #kept = new Map<string, Kept>();
  readonly #answer = new EmbeddedAnswer();
  #made = 0;

  /** @param now ms of a clock that never goes back */
  constructor(private readonly database: PGlite, private readonly now: () => number = () => performance.now()) {}

  async run<Row>(text: string, parameters: readonly unknown[], options?: Pick<QueryOptions, "rowMode" | "parsers">): Promise<Results<Row>> {
    const kept = await this.#keptFor(text);
    const said = await this.#timed(kept, () => this.#send(...this.#request(kept, parameters)));
    return parse.parseResults([...kept.described, ...said], this.database.parsers, options)[0] as Results<Row>;
  }

  /** The rows alone, which is what all but Prisma ask for. */
  async rows<Row>(text: string, parameters: readonly unknown[]): Promise<Row[]> {
    const kept = await this.#keptFor(text);
    this.#answer.begin();
    await this.#timed(kept, () => this.database.execProtocolRawStream(synced(this.#request(kept, parameters)), { syncToFs: false, onRawData: (piece) => { this.#answer.add(piece); } }));
    return this.#answer.rows<Row>(kept.columns, this.database.parsers) ?? this.#read<Row>(kept);
  }

  /** An answer that is more than rows, read by PGlite. @throws DatabaseError */
  #read<Row>({ described }: Kept): Row[] {
    const read: Message[] = [];
    new protocol.Parser().parse(Uint8Array.from(this.#answer.bytes), (message) => {
      if (message instanceof messages.DatabaseError) throw message;
      read.push(message);
    });
    return (parse.parseResults([...described, ...read], this.database.parsers)[0] as Results<Row>).rows;
  }

  /** Prepares everything anew: tables may have changed, and with them what a statement answers. */
  forget(): void {
    this.#kept.clear();
  }

  async #keptFor(text: string): Promise<Kept> {
    const known = this.#kept.get(text);
    if (known && (known.slow || this.now() - known.plannedAt > PLAN_LASTS)) await this.#evict(text, known);
    const kept = this.#kept.get(text) ?? await this.#prepare(text);
    this.#kept.delete(text); // and set again: the first of the map is the one used longest ago
    this.#kept.set(text, kept);
    const [oldest] = this.#kept;
    if (oldest && this.#kept.size > MOST_KEPT) await this.#evict(...oldest);
    return kept;
  }

  async #prepare(text: string): Promise<Kept> {
    const name = `kept-${++this.#made}`;
    const said = await this.#send(protocol.serialize.parse({ name, text }), protocol.serialize.describe({ type: "S", name }));
    const described = said.filter((message) => message instanceof messages.RowDescriptionMessage);
    return { name, parameterTypes: parse.parseDescribeStatementResults(said), described, columns: described.flatMap(({ fields }) => fields), plannedAt: this.now(), slow: false };
  }

  async #timed<Said>(kept: Kept, ask: () => Promise<Said>): Promise<Said> {
    const began = this.now();
    const said = await ask();
    kept.slow = this.now() - began > SLOW;
    return said;
  }

  async #evict(text: string, { name }: Kept): Promise<void> {
    this.#kept.delete(text);
    await this.#send(protocol.serialize.close({ type: "S", name }));
  }

  #request(kept: Kept, parameters: readonly unknown[]): Uint8Array[] {
    return [protocol.serialize.bind({ statement: kept.name, values: this.#valuesOf(kept, parameters) }), protocol.serialize.execute({})];
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

  /** One crossing. */
  #send(...messages: readonly Uint8Array[]): Promise<Message[]> {
    return this.database.execProtocolStream(synced(messages), { syncToFs: false });
  }
}

/** With its own sync, an error leaves nothing behind. */
const synced = (messages: readonly Uint8Array[]): Uint8Array => Buffer.concat([...messages, protocol.serialize.sync()]);
