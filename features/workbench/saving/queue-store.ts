import { openDB, type DBSchema, type IDBPDatabase } from "idb";
import type { Operation } from "@/core/annotation/operation";

/** What one tab has not yet been told is saved. */
export interface QueueEntry {
  /** Whose annotation: account, project, trace, assignment, pass. */
  readonly annotation: string;
  readonly tab: string;
  /** Revision on which the first operation was made. */
  readonly base: number;
  readonly operations: readonly Operation[];
}

interface QueueSchema extends DBSchema {
  queue: { key: [string, string]; value: QueueEntry; indexes: { annotation: string } };
}

const lockName = (annotation: string, tab: string): string => `switchback-queue:${annotation}:${tab}`;

/** Unsent operations in the browser's own storage: they outlive a reload and a crash. Without storage (private windows) it holds nothing and says so. */
export class QueueStore {
  readonly #annotation: string;
  readonly #tab: string;
  readonly #database: Promise<IDBPDatabase<QueueSchema> | null>;
  #writing: Promise<unknown> = Promise.resolve();

  constructor(annotation: string, tab: string) {
    this.#annotation = annotation;
    this.#tab = tab;
    // Where storage is switched off, opening it throws at once instead of failing later.
    this.#database = Promise.resolve().then(() => openDB<QueueSchema>("switchback", 1, {
      upgrade: (database) => { database.createObjectStore("queue", { keyPath: ["annotation", "tab"] }).createIndex("annotation", "annotation"); },
    })).catch(() => null);
    // Held as long as the tab lives: what belongs to a tab without its lock has been left behind.
    void navigator.locks?.request(lockName(annotation, tab), () => new Promise<never>(() => {}));
  }

  /** Replaces what this tab waits for; an empty list takes the entry out. Writes follow one another. */
  put(base: number, operations: readonly Operation[]): Promise<unknown> {
    const entry: QueueEntry = { annotation: this.#annotation, tab: this.#tab, base, operations: [...operations] };
    this.#writing = this.#writing.then(async () => {
      const database = await this.#database;
      if (operations.length === 0) await database?.delete("queue", [entry.annotation, entry.tab]);
      else await database?.put("queue", entry);
    }).catch(() => undefined);
    return this.#writing;
  }

  /** Entries that tabs which are gone left for this annotation; they are this tab's from now on, before what it waits for itself. May be asked again: a tab that has just closed or crashed still counts as alive for a moment. */
  async adopt(): Promise<readonly Operation[]> {
    const database = await this.#database;
    if (!database) return [];
    const held = new Set((await navigator.locks?.query())?.held?.map(({ name }) => name) ?? []);
    const left = (await database.getAllFromIndex("queue", "annotation", this.#annotation)).filter(({ tab }) => tab !== this.#tab && !held.has(lockName(this.#annotation, tab)));
    if (left.length === 0) return [];
    const operations = left.toSorted((a, b) => a.base - b.base).flatMap((entry) => entry.operations);
    await this.#writing;
    const move = database.transaction("queue", "readwrite");
    const own = await move.store.get([this.#annotation, this.#tab]);
    for (const { annotation, tab } of left) void move.store.delete([annotation, tab]);
    void move.store.put({ annotation: this.#annotation, tab: this.#tab, base: left[0]!.base, operations: [...operations, ...(own?.operations ?? [])] });
    await move.done;
    return operations;
  }
}
