import { type ImportPlan, TRACE_FIELDS } from "@/core/formats/import-plan";
import { type Result, succeed } from "@/core/result";
import { call, readAnswer } from "@/web/browser-call";
import type { ProblemDetails } from "@/web/problem";

/** One part of an upload: below what proxies usually refuse. */
const PART = 4 << 20;

export interface PlannedFile {
  readonly file: File;
  readonly plan: ImportPlan;
}

/** Sends the files in parts with their plans and starts the import. `sent` is told the bytes that have arrived. An upload that breaks off leaves nothing but an import that never ran; one that is stopped is cancelled, even where it had just begun.
 *  @returns the import's id */
export async function uploadAndCommit(slug: string, files: readonly PlannedFile[], sent: (bytes: number) => void, signal: AbortSignal): Promise<Result<string, ProblemDetails>> {
  const base = `/api/v1/projects/${slug}/imports`;
  const made = await call<{ id: string }>("POST", base, undefined, signal);
  if (!made.ok) return made;
  const one = `${base}/${made.value.id}`;
  const begun = await sendAndBegin(one, files, sent, signal);
  if (signal.aborted) await call("POST", `${one}/cancel`);
  return begun.ok ? succeed(made.value.id) : begun;
}

async function sendAndBegin(one: string, files: readonly PlannedFile[], sent: (bytes: number) => void, signal: AbortSignal): Promise<Result<unknown, ProblemDetails>> {
  let before = 0;
  for (const { file } of files) {
    const arrived = await uploadFile(one, file, (bytes) => sent(before + bytes), signal);
    if (!arrived.ok) return arrived;
    before += file.size;
  }
  const planned = await call("POST", `${one}/plan`, { files: Object.fromEntries(files.map(({ file, plan }) => [file.name, spelledOut(plan)])) }, signal);
  return planned.ok ? call("POST", `${one}/commit`, undefined, signal) : planned;
}

/** The plan with every field said, so that what was taken out of the mapping is not detected again. */
const spelledOut = (plan: ImportPlan) => ({ ...plan, mapping: Object.fromEntries(TRACE_FIELDS.map((field) => [field, plan.mapping[field] ?? ""])) });

async function uploadFile(address: string, file: File, sent: (bytes: number) => void, signal: AbortSignal): Promise<Result<null, ProblemDetails>> {
  for (let at = 0; at < file.size || at === 0; at += PART) {
    const part = file.slice(at, at + PART);
    const last = at + PART >= file.size;
    try {
      const response = await fetch(address, {
        method: "PATCH", body: part, signal,
        headers: { "content-type": "application/octet-stream", "upload-offset": String(at), "upload-name": encodeURIComponent(file.name), ...(last ? { "upload-complete": "?1" } : {}) },
      });
      const answer = await readAnswer<unknown>(response);
      if (!answer.ok) return answer;
    } catch (thrown) {
      return { ok: false, error: { type: "/problems/database-unavailable", kind: "database-unavailable", status: 0, title: "The server cannot be reached", detail: thrown instanceof Error ? thrown.message : "" } };
    }
    sent(Math.min(file.size, at + PART));
  }
  return succeed(null);
}

/** Names that are free: two files of one name from different folders are told apart. */
export function withFreeNames(files: readonly File[], taken: readonly string[]): File[] {
  const names = new Set(taken);
  return files.map((file) => {
    let name = file.name;
    for (let count = 2; names.has(name); count++) name = file.name.replace(/(\.[^.]*)?$/, ` (${count})$1`);
    names.add(name);
    return name === file.name ? file : new File([file], name, { type: file.type });
  });
}
