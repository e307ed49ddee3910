import { writeZip } from "@/core/formats/zip-writer";
import type { TraceFilter } from "@/data/trace-filter";
import type { Database } from "@/data/database";
import { newId } from "@/data/id";
import { membershipByHandle } from "@/data/memberships";
import { cancelRelease, createRelease, releaseById, releases } from "@/data/releases";
import { releaseCounts } from "@/data/release-counts";
import { fileAt, filesOf, readFile } from "@/data/stored-files";
import { exportStream } from "@/jobs/export-stream";
import { json } from "@/web/answer";
import { hiddenAnywhere } from "@/web/blinding";
import { byteStream } from "@/web/byte-stream";
import { wholeList } from "@/web/listing";
import { ProjectParams } from "@/web/params";
import { problem } from "@/web/problem";
import { because } from "@/web/reasons";
import { route } from "@/web/route";
import { toAnswer } from "./answer";
import { compareReleases } from "./compare";
import { CompareParams, ComparisonAnswer, ExportQuery, FileParams, ReleaseAnswer, ReleaseBegun, ReleaseInput, ReleaseList, ReleaseParams, ReleasePreview } from "./schema";
import type { ReleaseInput as Request } from "./schema";

export const startRelease = route({
  summary: "Freeze a release: filters, layer, files",
  role: "researcher", params: ProjectParams, input: ReleaseInput, answers: { 202: ReleaseBegun },
  run: async ({ db, actor, project, input: { name, ...request }, now }) => {
    const unknown = await refuseUnknown(db, project.id, request.layer);
    if (unknown) return unknown;
    const id = newId();
    await createRelease(db, project.id, { id, name, request: { ...request, filter: filterOf(request.filter) } as Parameters<typeof createRelease>[2]["request"], createdBy: actor.membership.id, now });
    return json({ id, state: "building" }, 202);
  },
});

export const previewRelease = route({
  summary: "How much a release would hold; nothing is frozen",
  role: "researcher", scope: "read", params: ProjectParams, input: ReleaseInput, answers: { 200: ReleasePreview },
  run: async ({ db, project, input: { layer, filter } }) => (await refuseUnknown(db, project.id, layer)) ?? json(await releaseCounts(db, project.id, layer, filterOf(filter))),
});

export const listReleases = route({
  summary: "Releases of the project, the newest first",
  role: "viewer", params: ProjectParams, answers: { 200: ReleaseList },
  run: async ({ db, project }) => json(wholeList(await Promise.all((await releases(db, project.id)).map((release) => toAnswer(db, project.id, release))))),
});

export const readRelease = route({
  summary: "State and manifest of a release",
  role: "viewer", params: ReleaseParams, answers: { 200: ReleaseAnswer },
  run: async ({ db, project, params: { id } }) => {
    const release = await releaseById(db, project.id, id);
    return release ? json(await toAnswer(db, project.id, release)) : problem("not-found");
  },
});

export const compareTwo = route({
  summary: "Two frozen releases held against each other: facts, counts, traces, files",
  role: "viewer", params: CompareParams, answers: { 200: ComparisonAnswer },
  run: async ({ db, project, params: { id, other } }) => {
    const comparison = await compareReleases(db, project.id, id, other);
    return comparison ? json(comparison) : problem("not-found");
  },
});

export const stopRelease = route({
  summary: "Cancel a release that is being built",
  role: "researcher", params: ReleaseParams, answers: { 202: ReleaseBegun },
  run: async ({ db, project, params: { id }, now }) => {
    await cancelRelease(db, project.id, id, now);
    const release = await releaseById(db, project.id, id);
    if (!release) return problem("not-found");
    return release.state === "frozen" || release.state === "failed" ? problem("conflict", because("release-over")) : json({ id, state: release.state }, 202);
  },
});

export const readReleaseFile = route({
  summary: "One file of a release",
  role: "researcher", params: FileParams, answers: { 200: { description: "The file, of its own type; the same bytes at every download", type: "*/*" }, 304: null },
  run: async ({ db, actor, project, params: { id, path }, request }) => {
    const release = await releaseById(db, project.id, id);
    const file = release?.state === "frozen" ? await fileAt(db, project.id, { kind: "release", id }, path.join("/")) : null;
    if (!file) return problem("not-found");
    const blind = await refuseBlind(db, project.id, actor.membership);
    if (blind) return blind;
    const tag = `"${file.sha256 ?? file.id}"`;
    if (request.headers.get("if-none-match") === tag) return new Response(null, { status: 304, headers: { etag: tag } });
    return new Response(byteStream(readFile(db, project.id, file.id)), { headers: download(path.at(-1) ?? "file", file.contentType, { "content-length": String(file.size), etag: tag }) });
  },
});

export const readArchive = route({
  summary: "All files of a release as one ZIP archive",
  role: "researcher", params: ReleaseParams, answers: { 200: { description: "The archive, streamed", type: "application/zip" } },
  run: async ({ db, actor, project, params: { id } }) => {
    const release = await releaseById(db, project.id, id);
    if (release?.state !== "frozen") return problem("not-found");
    const blind = await refuseBlind(db, project.id, actor.membership);
    if (blind) return blind;
    const files = await filesOf(db, project.id, { kind: "release", id });
    const entries = files.map((file) => ({ path: file.path, size: file.size, crc32: file.crc32 ?? 0, bytes: () => readFile(db, project.id, file.id) }));
    return new Response(byteStream(writeZip(entries)), { headers: download(`${project.slug}-${release.name}.zip`, "application/zip", {}) });
  },
});

export const exportNow = route({
  summary: "The current state as native JSON Lines, without freezing anything",
  role: "researcher", params: ProjectParams, query: ExportQuery, answers: { 200: { description: "One trace a line with its annotations", type: "application/x-ndjson" } },
  run: async ({ db, actor, project, query: { layer } }) => {
    const blind = await refuseBlind(db, project.id, actor.membership);
    const refused = blind ?? (await refuseUnknown(db, project.id, layer));
    if (refused) return refused;
    return new Response(byteStream(exportStream(db, project.id, layer)), { headers: download(`${project.slug}.jsonl`, "application/x-ndjson", {}) });
  },
});

/** Files hold everything; somebody who works blind in the project gets none of them meanwhile. */
async function refuseBlind(db: Database, projectId: string, member: Parameters<typeof hiddenAnywhere>[2]): Promise<Response | null> {
  const [hidden] = await hiddenAnywhere(db, projectId, member);
  return hidden === undefined ? null : problem("hidden-field", { ...because("round-hides", { field: hidden }), field: hidden });
}

/** A handle that nobody here has is a mistake, not somebody without work. */
async function refuseUnknown(db: Database, projectId: string, layer: string): Promise<Response | null> {
  const handle = /^annotator:(.*)$/s.exec(layer)?.[1];
  return handle === undefined || (await membershipByHandle(db, projectId, handle)) !== null ? null : problem("invalid-input", { errors: [{ field: "layer", message: "is no annotator of this project" }] });
}

/** Without the keys that were left out. */
const filterOf = (filter: Request["filter"]): TraceFilter => Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));

const download = (name: string, type: string, more: Readonly<Record<string, string>>): Record<string, string> => ({
  "content-type": type, "cache-control": "private, no-cache", "x-content-type-options": "nosniff",
  "content-disposition": `attachment; filename="${name.replaceAll(/[^\w.-]/g, "_")}"; filename*=UTF-8''${encodeURIComponent(name)}`, ...more,
});
