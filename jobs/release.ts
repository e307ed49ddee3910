import type { JobHandler } from "./job-context";
export const runRelease: JobHandler = async () => { throw new Error("not yet"); };
