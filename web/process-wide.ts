/** One value for the whole process. Next bundles pages, actions, routes and instrumentation apart, so that a module-level variable
 *  would exist once in each: a token revoked in an action would live on in the routes' cache. */
export function processWide<Value>(name: string, make: () => Value): Value {
  const key = Symbol.for(`switchback.${name}`);
  const held = globalThis as { [held: symbol]: Value | undefined };
  return (held[key] ??= make());
}
