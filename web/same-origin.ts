const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

export const isSafe = (method: string): boolean => SAFE.has(method);

/** Whether a request that carries a cookie comes from our own pages. Browsers say so in Sec-Fetch-Site, which scripts cannot forge;
 *  where they leave it out (plain HTTP on another host than localhost) Origin must be ours. Neither: refused. */
export function isSameOrigin(headers: Headers, origin: string): boolean {
  const site = headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin";
  return headers.get("origin") === origin;
}
