import type { SuppliedText, TextSource } from "@/core/formats/supplied-text";
import { firstOf, namesOf, textsNamed } from "@/core/formats/supplied-text";
import type { FileBeside } from "@/core/formats/texts-beside";
import { textsBeside } from "@/core/formats/texts-beside";
import type { ReadOptions } from "@/core/formats/read-options";
import type { Database } from "@/data/database";
import { tracesGoingBy } from "@/data/traces-going-by";

const ADDRESSES_AT_ONCE = 200;

/** The project's traces as texts that annotations may speak of: by external id, or by the id that their page's address ends with. */
export function textsOfProject(db: Database, projectId: string): TextSource {
  return {
    find: async (addresses) => {
      const found = new Map<string, readonly SuppliedText[]>();
      for (let at = 0; at < addresses.length; at += ADDRESSES_AT_ONCE) {
        const some = addresses.slice(at, at + ADDRESSES_AT_ONCE);
        const known = new Map<string, SuppliedText[]>();
        for (const { id, externalId, prompt, cot, answer } of await tracesGoingBy(db, projectId, [...new Set(some.flatMap(namesOf))])) {
          const text: SuppliedText = { id: externalId, prompt, cot, ...(answer === null ? {} : { answer }) };
          for (const name of new Set([id, externalId])) known.set(name, [...(known.get(name) ?? []), text]);
        }
        for (const address of some) {
          const texts = textsNamed(address, known);
          if (texts.length > 0) found.set(address, texts);
        }
      }
      return found;
    },
    sole: () => Promise.resolve(null),
  };
}

/** What annotations of an import may speak of: the files beside them, then the project. */
export const suppliedTexts = (db: Database, projectId: string, beside: readonly FileBeside[], limits: Partial<ReadOptions>): TextSource => firstOf(textsBeside(beside, limits), textsOfProject(db, projectId));
