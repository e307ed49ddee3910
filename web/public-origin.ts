/** Origin under which the browser reached the server: APP_URL, else what a trusted proxy says, else the Host header over plain HTTP
 *  (the server itself speaks no TLS). Next builds `request.url` from the address it listens on, which no browser may have seen. */
export function publicOrigin(headers: Headers, settings: { readonly appUrl: string | undefined; readonly trustProxy: boolean }): string {
  if (settings.appUrl) return settings.appUrl;
  const forwarded = (name: string) => (settings.trustProxy ? headers.get(name)?.split(",")[0]?.trim() : undefined);
  const protocol = forwarded("x-forwarded-proto") === "https" ? "https" : "http";
  const host = forwarded("x-forwarded-host") || headers.get("host") || "localhost";
  const origin = `${protocol}://${host}`;
  return URL.canParse(origin) ? new URL(origin).origin : "http://localhost";
}

/** The same request at another origin, for code that reads the origin from `request.url`. */
export function atOrigin(request: Request, origin: string): Request {
  const { pathname, search } = new URL(request.url);
  return new Request(`${origin}${pathname}${search}`, request);
}
