import packageFile from "@/package.json";
import { openApiJson } from "@/web/openapi-handlers";

export const GET = openApiJson(async () => (await import("../routes")).ROUTES, packageFile.version);
