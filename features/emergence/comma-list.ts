/** A list of names in one parameter of an address: separated by commas; a comma, a backslash, or white space at an edge that belongs to a name stands behind a backslash. */
export function joinList(names: readonly string[]): string {
  return names.map((name) => name.replace(/[\\,]|^\s|\s$/gu, String.raw`\$&`)).join(",");
}

/** The names of such a list. White space around them and empty ones do not count. */
export function splitList(text: string): readonly string[] {
  return (text.match(/(?:\\[^]|[^,\\])+/gu) ?? []).map((name) => (/^\s*((?:\\[^]|[^\\])*?)\s*$/u.exec(name)?.[1] ?? name).replace(/\\([^])/gu, "$1")).filter((name) => name !== "");
}
