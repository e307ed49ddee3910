import packageFile from "@/package.json";
import { openApiHtml } from "@/web/openapi-handlers";

export const GET = openApiHtml(async () => (await import("../routes")).ROUTES, packageFile.version);
