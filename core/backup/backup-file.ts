import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { Result } from "../result";
import { fail, succeed } from "../result";

/** A backup is lines of JSON: a header, then for each table its name and columns and one line a row, then an end that counts and digests them.
 *  Lines about the file begin with `#`; rows are JSON objects as PostgreSQL's row_to_json writes them. */
export const BACKUP_FORMAT = "switchback-backup/1";

export interface BackupHeader {
  readonly format: typeof BACKUP_FORMAT;
  /** Of the product that wrote it. */
  readonly version: string;
  /** Migrations that the database had, in order. */
  readonly migrations: readonly string[];
  /** ISO 8601. */
  readonly at: string;
}

export interface BackupTable {
  readonly table: string;
  readonly columns: readonly string[];
}

/** Rows of each table, and the SHA-256 of all lines before this one with their line feeds, in lower-case hexadecimal. */
export interface BackupEnd {
  readonly rows: Readonly<Record<string, number>>;
  readonly sha256: string;
}

export type BackupLine = { readonly kind: "header"; readonly header: BackupHeader } | { readonly kind: "table"; readonly table: BackupTable } | { readonly kind: "row" } | { readonly kind: "end" };

/** Writes the lines of a backup, each with its line feed. */
export class BackupWriter {
  readonly #hash = sha256.create();
  readonly #rows = new Map<string, number>();
  #table = "";

  get rows(): number {
    return sum(this.#rows);
  }

  header(header: BackupHeader): string {
    return this.#hashed(`#${JSON.stringify(header)}\n`);
  }

  table(table: BackupTable): string {
    this.#table = table.table;
    this.#rows.set(table.table, 0);
    return this.#hashed(`#${JSON.stringify(table)}\n`);
  }

  /** Rows of the table named last. */
  rowLines(rows: readonly string[]): string {
    this.#rows.set(this.#table, (this.#rows.get(this.#table) ?? 0) + rows.length);
    return this.#hashed(rows.map((row) => `${row}\n`).join(""));
  }

  end(): string {
    return `#${JSON.stringify({ rows: Object.fromEntries(this.#rows), sha256: bytesToHex(this.#hash.digest()) } satisfies BackupEnd)}\n`;
  }

  #hashed(text: string): string {
    this.#hash.update(utf8ToBytes(text));
    return text;
  }
}

/** Follows a backup line by line and knows at its end whether it is whole. */
export class BackupCheck {
  readonly #hash = sha256.create();
  readonly #rows = new Map<string, number>();
  #table: string | null = null;
  #begun = false;
  #whole = false;

  get isWhole(): boolean {
    return this.#whole;
  }

  get rows(): number {
    return sum(this.#rows);
  }

  /** @param line without its line feed. Fails when the line cannot stand here, or the end does not fit what came before. */
  read(line: string): Result<BackupLine, string> {
    if (this.#whole) return fail("something follows the end");
    const read = line.startsWith("#") ? this.#about(parsed(line.slice(1))) : this.#row();
    this.#hash.update(utf8ToBytes(`${line}\n`));
    return read;
  }

  #row(): Result<BackupLine, string> {
    if (this.#table === null) return fail(this.#begun ? "a row stands before any table" : "this is no Switchback backup");
    this.#rows.set(this.#table, (this.#rows.get(this.#table) ?? 0) + 1);
    return succeed({ kind: "row" });
  }

  #about(value: Record<string, unknown> | null): Result<BackupLine, string> {
    if (!value) return fail("a line about the file is damaged");
    if (!this.#begun) {
      if (value.format !== BACKUP_FORMAT) return fail(`this is no backup of the kind ${BACKUP_FORMAT}`);
      this.#begun = true;
      return succeed({ kind: "header", header: value as unknown as BackupHeader });
    }
    if (typeof value.table === "string") {
      this.#table = value.table;
      this.#rows.set(value.table, 0);
      return succeed({ kind: "table", table: value as unknown as BackupTable });
    }
    const { rows, sha256: digest } = value as unknown as Partial<BackupEnd>;
    if (typeof rows !== "object" || Object.keys(rows ?? {}).length !== this.#rows.size) return fail("tables are missing");
    const wrong = [...this.#rows].find(([table, count]) => rows[table] !== count);
    if (wrong) return fail(`of the table ${wrong[0]} there are ${wrong[1]} rows, and ${String(rows[wrong[0]])} were written`);
    if (digest !== bytesToHex(this.#hash.clone().digest())) return fail("its digest is another");
    this.#whole = true;
    return succeed({ kind: "end" });
  }
}

const sum = (rows: ReadonlyMap<string, number>): number => [...rows.values()].reduce((total, count) => total + count, 0);

function parsed(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value as Record<string, unknown> : null;
  } catch {
    return null;
  }
}
