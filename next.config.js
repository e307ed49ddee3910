/** Headers of every answer; pages get their Content-Security-Policy with a nonce from proxy.ts. */
const security = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "Referrer-Policy", value: "same-origin" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Cross-Origin-Resource-Policy", value: "same-origin" },
  { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=(), browsing-topics=()" },
];
/** What is not a page may load nothing and be framed by nobody. */
const inert = { key: "Content-Security-Policy", value: "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'" };

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
  headers: async () => [
    { source: "/:path*", headers: security },
    { source: "/api/v1/((?!docs).*)", headers: [inert] },
  ],
};
