/** Set by the proxy on every page request: a Server Component is not told its own address. */
export const PATH_HEADER = "x-switchback-path";

/** Where to go after sign-in: a path of this server, whatever the address bar was made to say; anything else is the list of projects. */
export function localPath(to: string | null | undefined): string {
  if (!to || !/^\/(?![/\\])[^\u0000-\u001f\u007f\\]*$/.test(to)) return "/projects";
  const url = new URL(to, "http://localhost");
  return url.host === "localhost" ? url.pathname + url.search : "/projects";
}
