import { detectFormat } from "@/core/formats/detect";
import type { ImportPlan } from "@/core/formats/import-plan";
import type { PlanChoices } from "@/core/formats/plan-choices";
import { saidOfPlan } from "@/core/formats/plan-choices";
import type { Database } from "@/data/database";
import { newId } from "@/data/id";
import type { Import } from "@/data/imports";
import { cancelImport, createImport, importById, imports, planImport, queueImport, rejectsOf } from "@/data/imports";
import { filesOf, readFile, removeFile } from "@/data/stored-files";
import { isCodebookFile } from "@/jobs/codebook-file";
import { readLimits } from "@/jobs/read-limits";
import { textsOfProject } from "@/jobs/supplied-texts";
import { json } from "@/web/answer";
import { byteStream } from "@/web/byte-stream";
import { environment } from "@/web/env";
import { wholeList } from "@/web/listing";
import { ProjectParams } from "@/web/params";
import { problem } from "@/web/problem";
import { because } from "@/web/reasons";
import { route } from "@/web/route";
import { toAnswer } from "./answer";
import { choosePlan } from "./choose-plan";
import { boundaryOf, BrokenMultipart, readMultipart } from "./multipart";
import { planFiles } from "./preview";
import type { Destination, UploadRefusal } from "./receive";
import { keptName, receive } from "./receive";
import { ImportAnswer, ImportBegun, ImportList, ImportParams, PlanAnswer, PlanRequest, TextsAnswer, TextsRequest, UploadQuery } from "./schema";

const FILE = { description: "One file as it is (gzip and zstd are recognised), several as multipart/form-data, or nothing: then parts follow by PATCH.", types: ["application/octet-stream", "application/x-ndjson", "application/json", "multipart/form-data"] };

export const createUpload = route({
  summary: "Begin an import: with its file, with several, or empty",
  description: "`?commit=true` detects, plans and starts it in the same request and answers 202. The name of a single file is `?name=` or the header `Upload-Name` (percent-encoded).",
  role: "researcher", params: ProjectParams, query: UploadQuery, body: FILE,
  answers: { 201: ImportBegun, 202: ImportBegun },
  run: async ({ db, actor, project, query: { commit, name, ...choices }, request, now }) => {
    const encoded = refuseEncoding(request);
    if (encoded) return encoded;
    const { limits } = environment();
    if (Number(request.headers.get("content-length") ?? 0) > limits.uploadBytes) return problem("too-large", because("upload-too-large", { bytes: limits.uploadBytes }));
    const id = newId();
    await createImport(db, project.id, { id, createdBy: actor.membership.id, now });
    const refusal = await receiveBody({ db, projectId: project.id, importId: id, room: limits.uploadBytes }, request, keptName(name ?? headerName(request)), limits.uploadFiles);
    if (refusal) {
      await cancelImport(db, project.id, id, now);
      return refusal;
    }
    if (commit !== "true") return json({ id, state: "uploading" }, 201);
    const files = await filesOf(db, project.id, { kind: "import", id });
    if (files.length === 0) return problem("malformed-body", "there is no file to import");
    const plans = await plansFor(db, project.id, files, choices);
    await planImport(db, project.id, id, plans);
    await queueImport(db, project.id, id, { maxUnpackedBytes: limits.expandedBytes, now });
    return json({ id, state: "queued" }, 202);
  },
});

export const appendPart = route({
  summary: "Send the next part of a file",
  description: "`Upload-Offset` is the number of bytes that were sent before, `Upload-Name` the file's name, percent-encoded; `Upload-Complete: ?1` ends the file. A part that was received already answers 409 with the offset to go on from.",
  role: "researcher", params: ImportParams, body: { ...FILE, description: "The part." }, answers: { 200: ImportAnswer },
  run: async ({ db, project, params: { id }, request }) => {
    const held = await importById(db, project.id, id);
    if (!held) return problem("not-found");
    if (!isOpen(held)) return problem("conflict", `the import is ${held.state}`);
    const encoded = refuseEncoding(request);
    if (encoded) return encoded;
    const offset = Number(request.headers.get("upload-offset") ?? "0");
    if (!Number.isSafeInteger(offset) || offset < 0) return problem("invalid-input", { errors: [{ field: "Upload-Offset", message: "is a number of bytes" }] });
    const { limits } = environment();
    const files = await filesOf(db, project.id, { kind: "import", id });
    const name = keptName(headerName(request));
    if (files.length >= limits.uploadFiles && !files.some(({ path }) => path === name)) return problem("too-large", because("upload-too-many", { files: limits.uploadFiles }));
    const room = limits.uploadBytes - files.reduce((sum, { size }) => sum + size, 0);
    const received = await receive({ db, projectId: project.id, importId: id, room }, name, request.body ?? nothing(), { offset, last: request.headers.get("upload-complete") === "?1" });
    if (!received.ok) return refused(received.error);
    return json(await toAnswer(db, project.id, held), 200, { "upload-offset": String(received.value.size) });
  },
});

export const planUpload = route({
  summary: "Dry run: what the files would become; nothing is imported",
  role: "researcher", params: ImportParams, input: PlanRequest, answers: { 200: PlanAnswer },
  run: async ({ db, project, params: { id }, input: { files: perFile = {}, ...all } }) => {
    const held = await importById(db, project.id, id);
    if (!held) return problem("not-found");
    if (!isOpen(held)) return problem("conflict", `the import is ${held.state}`);
    const files = (await filesOf(db, project.id, { kind: "import", id })).filter(({ path }) => !isCodebookFile(path));
    if (files.length === 0) return problem("conflict", "the import has no file yet");
    const planned = await planFiles(db, project.id, files, (path) => ({ ...all, ...(Object.hasOwn(perFile, path) ? perFile[path] : {}) }), () => readLimits(environment().limits.expandedBytes));
    if (!planned.ok) return problem("invalid-input", { errors: [{ field: "namePattern", message: planned.error }] });
    const kept = await planImport(db, project.id, id, Object.fromEntries(planned.value.map(({ path, plan }) => [path, plan])));
    if (!kept) return problem("conflict", "the import has begun already");
    return json({ id, state: kept.state, rejected: planned.value.reduce((sum, { rejected }) => sum + rejected, 0), files: planned.value.map(({ rejected: _rejected, ...file }) => file) });
  },
});

export const findTexts = route({
  summary: "Texts that annotations may speak of, by address: an external id, a trace's id or page, a file's name",
  description: "What a dry run in the browser asks before anything is sent. `id` is the name by which the text was found; several texts of one name are several items.",
  role: "researcher", params: ProjectParams, input: TextsRequest, answers: { 200: TextsAnswer },
  run: async ({ db, project, input: { addresses } }) => {
    const found = await textsOfProject(db, project.id).find(addresses);
    return json({ items: [...found].flatMap(([address, texts]) => texts.map(({ prompt, cot, answer }) => ({ address, text: { id: address, prompt, cot, ...(answer === undefined ? {} : { answer }) } }))) });
  },
});

export const commitImport = route({
  summary: "Start the import",
  role: "researcher", params: ImportParams, answers: { 202: ImportBegun },
  run: async ({ db, project, params: { id }, now }) => {
    const held = await importById(db, project.id, id);
    if (!held) return problem("not-found");
    if (!isOpen(held)) return held.state === "cancelled" ? problem("conflict", "the import was cancelled") : json({ id, state: held.state }, 202); // sent twice
    const files = await filesOf(db, project.id, { kind: "import", id });
    if (files.length === 0) return problem("conflict", "the import has no file yet");
    const open = files.filter(({ complete }) => !complete);
    if (open.length > 0) return problem("conflict", `not all of ${open.map(({ path }) => path).join(", ")} has arrived`);
    if (held.state === "uploading") await planImport(db, project.id, id, await plansFor(db, project.id, files, {}));
    await queueImport(db, project.id, id, { maxUnpackedBytes: environment().limits.expandedBytes, now });
    return json({ id, state: "queued" }, 202);
  },
});

export const listImports = route({
  summary: "Imports of the project, the newest first",
  role: "researcher", params: ProjectParams, answers: { 200: ImportList },
  run: async ({ db, project }) => json(wholeList(await Promise.all((await imports(db, project.id)).map((held) => toAnswer(db, project.id, held))))),
});

export const readImport = route({
  summary: "Progress and report of an import",
  role: "researcher", params: ImportParams, answers: { 200: ImportAnswer },
  run: async ({ db, project, params: { id } }) => {
    const held = await importById(db, project.id, id);
    return held ? json(await toAnswer(db, project.id, held)) : problem("not-found");
  },
});

export const readRejects = route({
  summary: "Rejected rows as JSON Lines, with line, byte offset and reason",
  description: "`source` is the row as it came, below its header where it is a line of a table, or as a native line where it was read but not stored. Mend it and import the file again: `plan` says how its file was read, and is kept.",
  role: "researcher", params: ImportParams, answers: { 200: { description: "One rejected row a line: {file, line, byteOffset, reason, code, params, plan, source}; reason is in English, code says the same with what stands in it", type: "application/x-ndjson" } },
  run: async ({ db, project, params: { id } }) => {
    const held = await importById(db, project.id, id);
    if (!held) return problem("not-found");
    return new Response(byteStream(rejectLines(db, project.id, held)), {
      headers: { "content-type": "application/x-ndjson", "cache-control": "no-store", "content-disposition": `attachment; filename="rejects-${id.replaceAll(/[^\w-]/g, "_")}.jsonl"` },
    });
  },
});

export const cancelUpload = route({
  summary: "Cancel an import; rows that are stored stay",
  role: "researcher", params: ImportParams, answers: { 202: ImportBegun },
  run: async ({ db, project, params: { id }, now }) => {
    const cancelled = await cancelImport(db, project.id, id, now);
    const held = await importById(db, project.id, id);
    if (!held) return problem("not-found");
    if (!cancelled) return held.state === "cancelled" ? json({ id, state: held.state }, 202) : problem("conflict", because("import-over"));
    if (held.state === "cancelled") for (const file of await filesOf(db, project.id, { kind: "import", id })) await removeFile(db, project.id, file.id);
    return json({ id, state: held.state }, 202);
  },
});

/** Files are kept as they came and unpacked when they are read; what the readers cannot unpack is refused, not kept as noise. */
function refuseEncoding(request: Request): Response | null {
  const encoding = (request.headers.get("content-encoding") ?? "identity").trim().toLowerCase();
  return ["identity", "", "gzip", "x-gzip", "zstd"].includes(encoding) ? null : problem("unsupported-media-type", "Content-Encoding is gzip or zstd");
}

const isOpen = ({ state }: Import): boolean => state === "uploading" || state === "planned";

/** Takes in the body of an upload; a response where it is refused. */
async function receiveBody(destination: Destination, request: Request, name: string, mostFiles: number): Promise<Response | null> {
  if (!request.body) return null;
  const boundary = boundaryOf(request.headers.get("content-type") ?? "");
  if (boundary === null) {
    const first = await startOf(request.body);
    if (first === null) return null; // Content-Length: 0
    const received = await receive(destination, name, first, { last: true });
    return received.ok ? null : refused(received.error);
  }
  let { room } = destination;
  const names = new Set<string>();
  try {
    for await (const part of readMultipart(request.body, boundary)) {
      if (part.fileName === null) continue;
      if (names.size === mostFiles) return problem("too-large", because("upload-too-many", { files: mostFiles }));
      const free = freeName(keptName(part.fileName), names);
      const received = await receive({ ...destination, room }, free, part.body, { last: true });
      if (!received.ok) return refused(received.error);
      names.add(free);
      room -= received.value.size;
    }
  } catch (error) {
    if (error instanceof BrokenMultipart) return problem("malformed-body", error.message);
    throw error;
  }
  return names.size > 0 ? null : problem("malformed-body", "the form holds no file");
}

/** The stream with its first bytes looked at; null when it is empty. */
async function startOf(stream: AsyncIterable<Uint8Array>): Promise<AsyncIterable<Uint8Array> | null> {
  const source = stream[Symbol.asyncIterator]();
  for (let next = await source.next(); !next.done; next = await source.next()) {
    if (next.value.length === 0) continue;
    const first = next.value;
    return (async function* () {
      yield first;
      for (let rest = await source.next(); !rest.done; rest = await source.next()) yield rest.value;
    })();
  }
  return null;
}

const refused = (refusal: UploadRefusal): Response => refusal.kind === "too-large"
  ? problem("too-large", because("upload-too-large", { bytes: environment().limits.uploadBytes }))
  : problem("upload-offset", { offset: refusal.held }, { "upload-offset": String(refusal.held) });

function headerName(request: Request): string | undefined {
  const given = request.headers.get("upload-name");
  if (given === null) return undefined;
  try { return decodeURIComponent(given); } catch { return given; }
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  let free = name;
  for (let count = 2; taken.has(free); count++) free = name.replace(/(\.[^.]*)?$/, ` (${count})$1`);
  return free;
}

async function plansFor(db: Database, projectId: string, files: Awaited<ReturnType<typeof filesOf>>, choices: PlanChoices): Promise<Record<string, ImportPlan>> {
  const plans: Record<string, ImportPlan> = {};
  for (const file of files) {
    if (isCodebookFile(file.path)) continue;
    const detected = await detectFormat(() => readFile(db, projectId, file.id), file.path, readLimits(environment().limits.expandedBytes));
    plans[file.path] = choosePlan(detected.plan, choices);
  }
  return plans;
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

async function* rejectLines(db: Database, projectId: string, { id, plan }: Import): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  const readBy = new Map(Object.entries(plan).map(([file, one]) => [file, saidOfPlan(one)]));
  for (let after = 0; ;) {
    const rows = await rejectsOf(db, projectId, id, after, 50);
    if (rows.length === 0) return;
    yield encoder.encode(rows.map(({ ordinal: _ordinal, source, ...row }) => `${JSON.stringify({ ...row, plan: readBy.get(row.file), source })}\n`).join(""));
    after = rows.at(-1)?.ordinal ?? after;
  }
}
