import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, relative, resolve } from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";

/** What each layer may import of ours, besides itself. This table is the architecture; README.md draws it. */
const MAY: Readonly<Record<string, readonly string[]>> = {
  core: [], ui: [], cli: ["core"],
  data: ["core"],
  jobs: ["core", "data"],
  web: ["core", "data", "jobs"],
  features: ["core", "data", "jobs", "web", "ui"],
  app: ["core", "jobs", "web", "ui", "features"],
};
/** Lines that may only go away: "file → target". */
const EXCEPTIONS: readonly string[] = [];
/** Answers that are put together from every feature's routes, which only app sees. */
const COMPOSED: readonly string[] = ["app/api/v1/docs/route.ts", "app/api/v1/openapi.json/route.ts"];

const ROOT = resolve(import.meta.dirname, "..");
const LAYERS = Object.keys(MAY);
const GENERATED = "data/generated/";

/** core runs in the browser, the worker and the command line: nothing of Node, of the page or of the server. */
const NOT_IN_CORE = /^(node:|next($|[/-])|react($|[/-])|@prisma\/|@auth\/|@electric-sql\/|pg$|@node-rs\/|playwright)/;
const NOT_IN_UI = /^(node:|@prisma\/|@auth\/|@electric-sql\/|pg$|zod$)/;

const files = LAYERS.flatMap((layer) => existsSync(resolve(ROOT, layer))
  ? readdirSync(resolve(ROOT, layer), { recursive: true, encoding: "utf8" }).filter((file) => /\.tsx?$/.test(file)).map((file) => `${layer}/${file}`) : [])
  .filter((file) => !file.startsWith(GENERATED) && !file.startsWith("data/store/"));
const isTest = (file: string): boolean => /\.(test|fixture|arbitrary)\.tsx?$/.test(file) || file.includes("/testing/");
const sources = files.filter((file) => !isTest(file));
const texts = new Map(files.map((file) => [file, readFileSync(resolve(ROOT, file), "utf8")]));
const textOf = (file: string): string => texts.get(file)!;
const layerOf = (path: string): string => path.split("/")[0]!;
const featureOf = (path: string): string => path.split("/").slice(0, 2).join("/");

/** What is imported as `to`: ours as a path from the root, packages by name. */
const pathOf = (file: string, to: string): string => (to.startsWith(".") ? relative(ROOT, resolve(ROOT, dirname(file), to)) : to.replace(/^@\//, ""));

/** What a file imports or re-exports. */
const importsOf = (file: string): string[] => ts.preProcessFile(textOf(file), true, true).importedFiles.map(({ fileName }) => pathOf(file, fileName));

/** Every import of a file's, with whether it is of ours. */
const edges = files.flatMap((file) => importsOf(file).map((to) => ({ file, to, ours: layerOf(to) in MAY })));
const offending = (holds: (edge: (typeof edges)[number]) => boolean): string[] =>
  edges.filter((edge) => !holds(edge)).map(({ file, to }) => `${file} → ${to}`).filter((line) => !EXCEPTIONS.includes(line));

test("the scan sees the house: every layer, and the imports of each", () => {
  for (const layer of LAYERS) expect(sources.filter((file) => layerOf(file) === layer).length, layer).toBeGreaterThan(0);
  expect(sources.length).toBeGreaterThan(100);
  expect(edges.filter(({ ours }) => ours).length).toBeGreaterThan(200);
});

describe("imports point inwards only", () => {
  test("core ← data ← jobs ← web ← features ← app; ui imports nothing of ours; cli only core", () => {
    expect(offending(({ file, to, ours }) => !ours || layerOf(file) === layerOf(to) || MAY[layerOf(file)]!.includes(layerOf(to)))).toEqual([]);
  });
  test("features never import each other", () => {
    expect(offending(({ file, to }) => layerOf(file) !== "features" || layerOf(to) !== "features" || featureOf(file) === featureOf(to))).toEqual([]);
  });
  test("core and ui stay free of server, database and framework", () => {
    expect(offending(({ file, to }) => isTest(file) || layerOf(file) !== "core" || !NOT_IN_CORE.test(to))).toEqual([]);
    expect(offending(({ file, to }) => isTest(file) || layerOf(file) !== "ui" || !NOT_IN_UI.test(to))).toEqual([]);
  });
  test("the generated client stays inside data", () => {
    expect(offending(({ file, to }) => layerOf(file) === "data" || !/^(@prisma\/client|data\/generated)/.test(to))).toEqual([]);
  });
  test("nothing that ships imports a test or its tools", () => {
    expect(offending(({ file, to }) => isTest(file) || !/^(tests\/|vitest|fast-check)|\/testing\/|\.test$/.test(to))).toEqual([]);
  });
});

test("no dead code: what a file exports, a file that is no test imports, or the file itself uses", () => {
  const beside = ["prisma/demo", "scripts"].flatMap((folder) => readdirSync(resolve(ROOT, folder), { recursive: true, encoding: "utf8" }).map((file) => `${folder}/${file}`));
  const users = [...sources, ...[...beside, ...readdirSync(ROOT)].filter((file) => /\.(tsx?|m?js)$/.test(file))];
  const used = new Set(users.flatMap(namesImportedBy));
  const exported = sources.filter((file) => !["app", "cli"].includes(layerOf(file))).flatMap((file) => {
    const text = textOf(file);
    const words: readonly string[] = text.match(/[\w$]+/g) ?? [];
    const names = Array.from(text.matchAll(/^export (?:async )?(?:const|let|function\*?|(?:abstract )?class|interface|type|enum) ([\w$]+)/gm), ([, name]) => name!);
    return names.map((name) => ({ line: `${file} ${name}`, dead: ![name, "*"].some((one) => used.has(`${stem(file)} ${one}`)) && words.indexOf(name) === words.lastIndexOf(name) }));
  });
  expect(exported.length).toBeGreaterThan(1000);
  expect(exported.filter(({ dead }) => dead).map(({ line }) => line)).toEqual([]);
});

describe("the gate cannot be forgotten", () => {
  const gates = { "actions.ts": "action", "api.ts": "route" } as const;
  const gated = sources.filter((file) => layerOf(file) === "features" && basename(file) in gates);

  test("every export of an actions.ts is made by action(), of an api.ts by route()", () => {
    expect(gated.length).toBeGreaterThan(3);
    expect(gated.flatMap((file) => exportsNotMadeBy(file, gates[basename(file) as keyof typeof gates]).map((name) => `${file}: ${name}`))).toEqual([]);
  });
  test("an actions.ts says \"use server\", and nothing else does", () => {
    const says = (file: string): boolean => /^\s*["']use server["']/m.test(textOf(file));
    expect(sources.filter((file) => says(file) !== (layerOf(file) === "features" && basename(file) === "actions.ts"))).toEqual([]);
  });
  test("a route.ts of app only re-exports handlers", () => {
    const routes = sources.filter((file) => layerOf(file) === "app" && basename(file) === "route.ts");
    expect(routes.length).toBeGreaterThan(10);
    const reexport = /^\s*(export\s*\{[^}]*\}\s*from\s*["']@\/(features\/[\w-]+\/api|web\/[\w-]+)["'];?\s*)+$/;
    expect(routes.filter((file) => !reexport.test(textOf(file)) && !COMPOSED.includes(file))).toEqual([]);
  });
});

describe("taste", () => {
  test("a file has at most 400 lines", () => {
    expect(files.map((file) => [file, textOf(file).split("\n").length] as const).filter(([, lines]) => lines > 400)).toEqual([]);
  });
  test("no barrels, and no names that say nothing", () => {
    expect(sources.filter((file) => /(^|\/)index\.tsx?$/.test(file))).toEqual([]);
    expect(sources.filter((file) => /(^|\/|-)(utils?|helpers?|common|misc|managers?|services?)(\/|-|\.tsx?$)|\w2\.tsx?$/.test(file))).toEqual([]);
  });
  test("names are kebab-case", () => {
    expect(sources.filter((file) => layerOf(file) !== "app" && !/^[a-z0-9-]+(\.bench|\.d)?\.tsx?$/.test(basename(file)))).toEqual([]);
  });
  test("no silenced checks", () => {
    // Assembled, so that this file does not find itself.
    const silenced = new RegExp(["eslint" + "-disable", "@ts-" + "(ignore|expect-error|nocheck)", "\\bas " + "any\\b"].join("|"));
    expect(files.filter((file) => silenced.test(textOf(file)))).toEqual([]);
  });
});

const stem = (file: string): string => file.replace(/\.(tsx?|m?js)$/, "");

/** Each "file name" that a file imports or re-exports; "file *" where it takes all of it. */
function namesImportedBy(file: string): string[] {
  const text = texts.get(file) ?? readFileSync(resolve(ROOT, file), "utf8");
  const named = Array.from(text.matchAll(/\b(?:import|export)\s+(?:type\s+)?(?:\w+\s*,\s*)?\{([^}]*)\}\s*from\s*["']([^"']+)["']/g), ([, names, to]) =>
    names!.split(",").map((name) => `${stem(pathOf(file, to!))} ${name.trim().replace(/^type\s+/, "").split(/\s+as\s+/)[0]}`)).flat();
  return [...named, ...Array.from(text.matchAll(/\* as \w+ from\s*["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']\s*\)/g), ([, all, later]) => `${stem(pathOf(file, (all ?? later)!))} *`)];
}

/** Names that a file exports without making them by a call of the gate. Types are free. */
function exportsNotMadeBy(file: string, gate: string): string[] {
  const tree = ts.createSourceFile(file, textOf(file), ts.ScriptTarget.Latest, true);
  return tree.statements.flatMap((statement) => {
    if (ts.isExportAssignment(statement)) return ["default"];
    if (ts.isExportDeclaration(statement)) return statement.isTypeOnly ? [] : [statement.getText(tree)];
    const exported = ts.canHaveModifiers(statement) && (ts.getModifiers(statement) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
    if (!exported || ts.isTypeAliasDeclaration(statement) || ts.isInterfaceDeclaration(statement)) return [];
    if (!ts.isVariableStatement(statement)) return [statement.getText(tree).split("\n")[0]!];
    return statement.declarationList.declarations.filter(({ initializer }) => !initializer || !isCallOf(initializer, gate)).map(({ name }) => name.getText(tree));
  });
}

const isCallOf = (node: ts.Expression, name: string): boolean => ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === name;
