import { randomBytes } from "node:crypto";
import { NextResponse } from "next/server";
import type { NextRequest } from "next/server";
import { contentSecurityPolicy } from "./web/content-security-policy";
import { PATH_HEADER } from "./web/return-path";

/** For pages only: a nonce for their scripts, and their own address for the way back from sign-in. Both overwrite what the client may have sent. */
export function proxy(request: NextRequest): NextResponse {
  const nonce = randomBytes(16).toString("base64");
  const policy = contentSecurityPolicy(nonce, process.env.NODE_ENV === "development");
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("content-security-policy", policy); // Next reads the nonce for its own scripts here
  headers.set(PATH_HEADER, request.nextUrl.pathname + request.nextUrl.search);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  return response;
}

/** Not for the API (a proxy would hold uploads in memory), nor for files that never change. */
export const config = { matcher: ["/((?!api/|_next/static|_next/image|healthz$|readyz$|metrics$|favicon).*)"] };
