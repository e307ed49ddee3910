export { appendPart as PATCH, readImport as GET } from "@/features/imports/api";
