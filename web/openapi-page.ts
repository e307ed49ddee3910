import { createHash } from "node:crypto";
import type { OpenApiDocument, OpenApiOperation } from "./openapi";
import { schemaNotation } from "./schema-notation";

/** The reference page of an OpenAPI document: plain HTML without scripts, readable at any width, light and dark. */
export function openApiPage({ info, paths, components }: OpenApiDocument): string {
  const names = [...new Set(Object.keys(paths).map(groupOf))].sort();
  const sections = names.map((group) => [group, Object.entries(paths).filter(([path]) => groupOf(path) === group)] as const);
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<title>${text(info.title)} HTTP API</title><style>${STYLE}</style></head>
<body><nav aria-label="Contents"><strong>${text(info.title)} API ${text(info.version)}</strong>
<ul>${sections.map(([group]) => `<li><a href="#${text(group)}">${text(group)}</a></li>`).join("")}<li><a href="#schemas">schemas</a></li></ul></nav>
<main><h1>${text(info.title)} HTTP API</h1>${paragraphs(info.description)}
<p>The same as a document for programs: <a href="openapi.json">openapi.json</a>. Send a token of your account page as <code>Authorization: Bearer sb_…</code>.</p>
${sections.map(([group, entries]) => `<section><h2 id="${text(group)}">${text(group)}</h2>${entries.map(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => operationHtml(method, path, operation)).join("")).join("")}</section>`).join("\n")}
<section><h2 id="schemas">schemas</h2>${Object.entries(components.schemas).map(([name, schema]) =>
    `<h3 id="schema-${text(name)}">${text(name)}</h3><pre tabindex="0">${linked(schemaNotation(schema), components.schemas)}</pre>`).join("\n")}</section>
</main></body></html>
`;

  function operationHtml(method: string, path: string, operation: OpenApiOperation): string {
    const { parameters, requestBody, responses } = operation;
    const query = parameters.filter((each) => each.in === "query");
    return `<article id="${text(operation.operationId)}"><h3><span class="method ${text(method)}">${text(method.toUpperCase())}</span> <code>${text(path)}</code></h3>
<p><strong>${text(operation.summary)}</strong></p>${paragraphs(operation.description)}
${query.length > 0 ? `<h4>Query</h4><dl>${query.map(({ name, required, schema }) => `<dt><code>${text(name)}${required ? "" : "?"}</code></dt><dd>${linked(schemaNotation(schema), components.schemas)}${"description" in schema ? ` · ${text(String(schema.description))}` : ""}</dd>`).join("")}</dl>` : ""}
${requestBody ? `<h4>Body</h4>${requestBody.description ? `<p>${text(requestBody.description)}</p>` : ""}${contentHtml(requestBody.content)}` : ""}
${Object.entries(responses).filter(([status]) => status !== "default").map(([status, { description, content }]) => `<h4>${text(status)}</h4>${content ? contentHtml(content) : `<p>${text(description)}</p>`}`).join("")}</article>`;
  }

  function contentHtml(content: Readonly<Record<string, { readonly schema?: object }>>): string {
    return Object.entries(content).map(([type, { schema }]) => (schema ? `<pre tabindex="0">${linked(schemaNotation(schema), components.schemas)}</pre>` : `<p><code>${text(type)}</code></p>`)).join("");
  }
}

/** `/api/v1/projects/{slug}/queue/claim` belongs to `queue`, `/api/v1/tokens` to `tokens`. */
const groupOf = (path: string): string => /^\/api\/v1\/projects\/\{\w+\}\/([^/]+)/.exec(path)?.[1] ?? /^\/api\/v1\/([^/]+)/.exec(path)?.[1] ?? "server";

const text = (value: string): string => value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

const paragraphs = (value: string): string => value.split("\n\n").map((each) => `<p>${text(each).replaceAll(/`([^`]+)`/g, "<code>$1</code>")}</p>`).join("");

/** Names of schemas in a notation, as links. */
const linked = (notation: string, schemas: Readonly<Record<string, object>>): string =>
  text(notation).replaceAll(/\b[A-Z]\w+\b/g, (name) => (Object.hasOwn(schemas, name) ? `<a href="#schema-${name}">${name}</a>` : name));

const STYLE = `
:root{color-scheme:light dark;--ink:#1d2126;--dim:#5b6470;--page:#fdfdfc;--panel:#f3f4f2;--line:#dcdfda;--link:#2456a6}
@media(prefers-color-scheme:dark){:root{--ink:#e4e6e3;--dim:#9aa3ab;--page:#16181b;--panel:#1f2226;--line:#343a40;--link:#8db4f2}}
*{box-sizing:border-box}body{margin:0;display:grid;grid-template-columns:15rem minmax(0,1fr);font:15px/1.55 system-ui,sans-serif;color:var(--ink);background:var(--page)}
nav{position:sticky;top:0;height:100vh;overflow:auto;padding:1.5rem 1rem;border-right:1px solid var(--line);font-size:.9rem}nav ul{list-style:none;padding:0;margin:.75rem 0}nav li{margin:.3rem 0}
main{padding:1.5rem clamp(1rem,4vw,3rem);max-width:62rem}h1{font-size:1.6rem;margin:0 0 .75rem}h2{margin:2.5rem 0 .5rem;padding-bottom:.25rem;border-bottom:1px solid var(--line);font-size:1.25rem}
h3{font-size:1rem;margin:1.75rem 0 .4rem;overflow-wrap:anywhere}h4{font-size:.85rem;margin:.9rem 0 .25rem;color:var(--dim)}p{margin:.35rem 0}
a{color:var(--link)}a:focus-visible,pre:focus-visible{outline:2px solid var(--link);outline-offset:2px}code,pre{font:13px/1.5 ui-monospace,monospace}
pre{margin:.25rem 0;padding:.7rem .9rem;background:var(--panel);border:1px solid var(--line);border-radius:6px;overflow:auto}
.method{display:inline-block;min-width:3.6rem;text-align:center;padding:.05rem .4rem;border:1px solid currentColor;border-radius:4px;font-size:.75rem}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem;margin:.25rem 0}dd{margin:0}
@media(max-width:48rem){body{display:block}nav{position:static;height:auto;border:0;border-bottom:1px solid var(--line)}dl{display:block}dd{margin:0 0 .4rem 1rem}}`;

/** Lets the page's own style in, and nothing else. */
export const OPENAPI_PAGE_POLICY = `default-src 'none'; style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
