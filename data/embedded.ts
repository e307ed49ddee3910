import { constants, fsyncSync } from "node:fs";
import { cp } from "node:fs/promises";
import type { QueryOptions, Results, Transaction } from "@electric-sql/pglite";
import { PGlite } from "@electric-sql/pglite";
import { NodeFS } from "@electric-sql/pglite/nodefs";
import { KeptStatements } from "./kept-statements";

/** Node's file system for PGlite, with an fsync that reaches the disk: as shipped it has none. */
class DurableNodeFS extends NodeFS {
  override async init(...[database, options]: Parameters<NodeFS["init"]>): ReturnType<NodeFS["init"]> {
    const ready = await super.init(database, options);
    ready.emscriptenOpts.preRun?.push((module) => {
      const operations = (module.FS as unknown as { filesystems: { NODEFS: { stream_ops: { fsync?: (stream: { nfd: number }) => number } } } }).filesystems.NODEFS.stream_ops;
      operations.fsync = (stream) => { fsyncSync(stream.nfd); return 0; };
    });
    return ready;
  }
}

// -F switches fsync off. wal_sync_method must be fsync: the fdatasync system call does nothing in the WebAssembly build.
// Commits do not wait for the disk one by one: `EmbeddedDatabase` waits for all of a moment together, before any of them is answered.
const START_PARAMETERS = [...PGlite.defaultStartParams.filter((parameter) => parameter !== "-F"), "-c", "wal_sync_method=fsync", "-c", "synchronous_commit=off", "-c", "TimeZone=UTC"];

/** A message of no meaning in the log, for the flush that comes with it; only when something is not on the disk yet. */
const FLUSH = "SELECT pg_logical_emit_message(false, 'flush', '', true) WHERE pg_current_wal_insert_lsn() <> pg_current_wal_flush_lsn()";

/** The embedded database. What it answers is on the disk, with everything that it had answered or read before; those who ask at the same moment share one fsync (docs/decisions/0049). */
export class EmbeddedDatabase extends PGlite {
  readonly #statements = new KeptStatements(this);
  #flush: Promise<void> | null = null;

  constructor(private readonly folder: string) {
    super({ fs: new DurableNodeFS(folder), startParams: START_PARAMETERS });
  }

  override async query<Row>(text: string, parameters: unknown[] = [], options?: QueryOptions): Promise<Results<Row>> {
    await this._checkReady();
    const results = await this._runExclusiveTransaction(() => this._runExclusiveQuery(() => this.#statements.run<Row>(text, parameters, options)));
    await this.#flushed();
    return results;
  }

  /** What `query` answers, its rows alone. */
  async rows<Row>(text: string, parameters: readonly unknown[]): Promise<Row[]> {
    await this._checkReady();
    const rows = await this._runExclusiveTransaction(() => this.statement<Row>(text, parameters));
    await this.#flushed();
    return rows;
  }

  override async exec(...[text, options]: Parameters<PGlite["exec"]>): ReturnType<PGlite["exec"]> {
    const results = await super.exec(text, options);
    this.#statements.forget();
    await this.#flushed();
    return results;
  }

  override async transaction<Value>(work: (within: Transaction) => Promise<Value>, { lasting = true }: { readonly lasting?: boolean } = {}): Promise<Value> {
    const value = await super.transaction(work);
    if (lasting) await this.#flushed();
    return value;
  }

  /** One statement of a transaction whose turn the caller holds. */
  statement<Row>(text: string, parameters: readonly unknown[]): Promise<Row[]> {
    return this._runExclusiveQuery(() => this.#statements.rows<Row>(text, parameters));
  }

  /** Copies the store's files while nobody writes; shared blocks where the file system can. */
  copyTo(place: string): Promise<void> {
    return this._runExclusiveTransaction(async () => {
      await this.statement("CHECKPOINT", []);
      await cp(this.folder, place, { recursive: true, mode: constants.COPYFILE_FICLONE });
    });
  }

  /** Waits until everything that was committed before this call is on the disk. */
  #flushed(): Promise<void> {
    if (!this.ready) return Promise.resolve(); // while it starts, nobody has been answered anything
    // In the check phase of the event loop: every request that has arrived by then has had its turn, and goes along.
    this.#flush ??= new Promise<void>((resolve) => { setImmediate(resolve); }).then(async () => {
      this.#flush = null;
      await this._runExclusiveTransaction(() => this.statement(FLUSH, []));
    });
    return this.#flush;
  }
}

/** The only way in which the embedded database is opened: a commit that was answered is on the disk.
 *  The caller holds the folder's lock (folder-lock.ts): two processes on one folder lose data silently. */
export async function openEmbedded(folder: string): Promise<EmbeddedDatabase> {
  const database = new EmbeddedDatabase(folder);
  await database.waitReady;
  return database;
}
