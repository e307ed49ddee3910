import { defineConfig } from "vitest/config";

process.env.TZ = "Asia/Kathmandu"; // no whole-hour offset: a test that leans on the local zone fails here

const shared = { setupFiles: ["tests/setup.ts"], restoreMocks: true };
const everywhereElse = ["node_modules/**", ".next/**", "data/generated/**", "data/store/**"];

/** unit: pure functions and components, the files of a worker in one process, which read each module once · db: real databases, both homes, two files at a time, each with stores of its own · e2e: Chromium against the production build; two files at a time here too, each with a server and a browser of its own. Both of these try twice, and a second try is printed (docs/decisions/0143) */
export default defineConfig({
  resolve: { tsconfigPaths: true },
  test: {
    projects: [
      { extends: true, test: { ...shared, name: "unit", isolate: false, testTimeout: 30_000, include: ["**/*.test.ts", "**/*.test.tsx"], exclude: [...everywhereElse, "tests/db/**", "tests/e2e/**"] } },
      { extends: true, test: { ...shared, name: "db", include: ["tests/db/**/*.test.ts"], globalSetup: ["tests/db/global-setup.ts"], testTimeout: 60_000, hookTimeout: 120_000, retry: 1, expect: { poll: { timeout: 20_000 } }, maxWorkers: 2 } },
      { extends: true, test: { ...shared, name: "e2e", include: ["tests/e2e/**/*.test.ts"], testTimeout: 120_000, hookTimeout: 180_000, retry: 1, expect: { poll: { timeout: 20_000 } }, maxWorkers: 2 } },
    ],
  },
});
