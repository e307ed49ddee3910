import { defineConfig } from "prisma/config";

/** For Prisma's command line only (npm run prisma -- …): at run time the server opens its database by itself (data/client.ts) and applies migrations by itself (data/migrate.ts). */
export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  datasource: { url: process.env.DATABASE_URL ?? "pglite:memory://" },
});
