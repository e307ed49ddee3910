import coreWebVitals from "eslint-config-next/core-web-vitals";
import typescript from "eslint-config-next/typescript";
import { parser, plugin } from "typescript-eslint";

export default [
  { ignores: [".next/**", "data/generated/**", "data/store/**", "dist/**", "bench/results/**", "tests/e2e/output/**", "next-env.d.ts"] },
  ...coreWebVitals,
  ...typescript,
  {
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      eqeqeq: ["error", "always", { null: "ignore" }],
      "import/no-anonymous-default-export": "off",
      "@next/next/no-location-assign-relative-destination": "off", // after signing in or out the whole page starts anew, on purpose
      // These speak for React's compiler, which is not used here; the text surface and the bench are mutable objects on purpose.
      "react-hooks/immutability": "off", "react-hooks/refs": "off", "react-hooks/preserve-manual-memoization": "off", "react-hooks/set-state-in-effect": "off",
      "no-console": "error",
      "no-var": "error",
      "prefer-const": "error",
      "no-restricted-syntax": ["error", { selector: "TSEnumDeclaration", message: "A union of string literals says the same in the data and in the type." }],
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_", ignoreRestSiblings: true }],
    },
  },
  {
    // A forgotten promise loses its error; these two need types and are worth their seconds.
    files: ["app/**/*.{ts,tsx}", "cli/**/*.ts", "core/**/*.ts", "data/**/*.ts", "features/**/*.{ts,tsx}", "jobs/**/*.ts", "ui/**/*.{ts,tsx}", "web/**/*.ts", "*.ts"],
    languageOptions: { parser, parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { "@typescript-eslint": plugin },
    rules: { "@typescript-eslint/no-floating-promises": "error", "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: false }] },
  },
  { files: ["cli/**", "bench/**", "scripts/**", "tests/**", "**/bench.ts"], rules: { "no-console": "off" } },
];
