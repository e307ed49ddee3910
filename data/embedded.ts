import { fsyncSync } from "node:fs";
import { PGlite } from "@electric-sql/pglite";
import { pg_trgm } from "@electric-sql/pglite/contrib/pg_trgm";
import { NodeFS } from "@electric-sql/pglite/nodefs";

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
const START_PARAMETERS = [...PGlite.defaultStartParams.filter((parameter) => parameter !== "-F"), "-c", "wal_sync_method=fsync"];

/** The only way in which the embedded database is opened: a commit that was answered is on the disk.
 *  The caller holds the folder's lock (folder-lock.ts): two processes on one folder lose data silently. */
export const openEmbedded = (folder: string): Promise<PGlite> =>
  PGlite.create({ fs: new DurableNodeFS(folder), startParams: START_PARAMETERS, extensions: { pg_trgm } });
