/** Paths as Next writes them (`/a/[id]`, `/a/[...rest]`), arranged by segment. A name beats a parameter, a parameter beats the rest. */
export interface RouteTree<Value> {
  readonly names: Map<string, RouteTree<Value>>;
  parameter: { readonly name: string; readonly below: RouteTree<Value> } | null;
  rest: { readonly name: string; readonly value: Value } | null;
  value: Value | null;
}

export interface RouteMatch<Value> {
  readonly value: Value;
  readonly params: Readonly<Record<string, string | readonly string[]>>;
}

export function routeTree<Value>(routes: Readonly<Record<string, Value>>): RouteTree<Value> {
  const root = emptyTree<Value>();
  for (const [path, value] of Object.entries(routes)) {
    let at = root;
    const segments = path.split("/").slice(1);
    const rest = /^\[\.\.\.(\w+)\]$/.exec(segments.at(-1) ?? "")?.[1];
    for (const segment of rest === undefined ? segments : segments.slice(0, -1)) at = stepInto(at, segment);
    if (rest === undefined) at.value = value;
    else at.rest = { name: rest, value };
  }
  return root;
}

/** @param path without a query, beginning with "/"
 *  @returns null when nothing is there, also for a path that is not well-formed (empty segments, broken percent-encoding) */
export function matchRoute<Value>(tree: RouteTree<Value>, path: string): RouteMatch<Value> | null {
  const segments: string[] = [];
  for (const raw of path.split("/").slice(1)) {
    const segment = decoded(raw);
    if (segment === null || segment === "") return null;
    segments.push(segment);
  }
  return descend(tree, segments, 0, {});
}

function descend<Value>(at: RouteTree<Value>, segments: readonly string[], depth: number, params: Readonly<Record<string, string>>): RouteMatch<Value> | null {
  const segment = segments[depth];
  if (segment === undefined) return at.value === null ? null : { value: at.value, params };
  const named = at.names.get(segment);
  const found = (named && descend(named, segments, depth + 1, params))
    ?? (at.parameter && descend(at.parameter.below, segments, depth + 1, { ...params, [at.parameter.name]: segment }));
  return found ?? (at.rest && { value: at.rest.value, params: { ...params, [at.rest.name]: segments.slice(depth) } });
}

function stepInto<Value>(at: RouteTree<Value>, segment: string): RouteTree<Value> {
  const parameter = /^\[(\w+)\]$/.exec(segment)?.[1];
  if (parameter !== undefined) {
    at.parameter ??= { name: parameter, below: emptyTree() };
    if (at.parameter.name !== parameter) throw new Error(`one place, two parameters: ${at.parameter.name} and ${parameter}`);
    return at.parameter.below;
  }
  const below = at.names.get(segment) ?? emptyTree<Value>();
  at.names.set(segment, below);
  return below;
}

const emptyTree = <Value>(): RouteTree<Value> => ({ names: new Map(), parameter: null, rest: null, value: null });

function decoded(segment: string): string | null {
  if (!segment.includes("%")) return segment;
  try {
    return decodeURIComponent(segment);
  } catch {
    return null;
  }
}
