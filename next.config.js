import { INERT_POLICY, SECURITY_HEADERS } from "./web/security-headers.mjs";

/** @type {import("next").NextConfig} */
export default {
  output: "standalone",
  outputFileTracingRoot: import.meta.dirname,
  // Found by path at run time, so tracing does not see them: the embedded PostgreSQL with its extensions.
  outputFileTracingIncludes: { "/*": ["node_modules/@electric-sql/pglite/dist/**", "node_modules/@node-rs/argon2-*/**"] },
  outputFileTracingExcludes: { "/*": ["data/store/**", "tests/**", "bench/**", "docs/**", ".ci/**", "node_modules/typescript/**", "node_modules/prisma/**", "node_modules/@prisma/schema-engine-wasm/**", "node_modules/@swc/**", "node_modules/esbuild/**", "node_modules/@esbuild/**"] },
  serverExternalPackages: ["@electric-sql/pglite", "pg", "@prisma/client", "@prisma/adapter-pg", "pglite-prisma-adapter", "@node-rs/argon2"],
  // next-intl finds its request configuration under this name; its own plugin does the same and brings a compiler along.
  turbopack: { root: import.meta.dirname, resolveAlias: { "next-intl/config": "./web/i18n.ts" } },
  reactStrictMode: true,
  poweredByHeader: false,
  devIndicators: false,
  agentRules: false,
  typescript: { ignoreBuildErrors: true }, // `npm test` runs tsc over everything, tests included; a start does not need to wait for it
  experimental: { serverActions: { bodySizeLimit: "8mb" } },
  redirects: async () => [{ source: "/", destination: "/projects", permanent: false }],
  headers: async () => [
    { source: "/:path*", headers: SECURITY_HEADERS },
    { source: "/api/v1/((?!docs).*)", headers: [INERT_POLICY] },
  ],
};
